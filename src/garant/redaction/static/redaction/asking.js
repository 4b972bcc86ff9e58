// A request of this page to its own server. A page that stays open for hours outlives its session and the token of its
// form: who signs in again in another tab goes on here, with the same text, the same corrections and the same pseudonyms.

import { fragment } from "./fragment.js";

export class SessionEnded extends Error {}

export async function ask(form, body, signal) {
  let response = await sent();
  // A 403 without our words is the token of a former session.
  if (response.status === 403 && !isJson(response) && (await renewed(form, signal))) {
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    response = await sent();
  }
  if (response.type === "opaqueredirect" || (response.status === 403 && !isJson(response))) throw new SessionEnded();
  return response;

  function sent() {
    const headers = { accept: "application/json" };
    return fetch(form.action, { method: "POST", body, headers, redirect: "manual", signal });
  }
}

function isJson(response) {
  return Boolean(response.headers.get("content-type")?.startsWith("application/json"));
}

async function renewed(form, signal) {
  const response = await fetch(form.action, { redirect: "manual", signal });
  if (!response.ok) return false;
  const token = fragment(await response.text()).querySelector(`#${form.id} [name=csrfmiddlewaretoken]`)?.value;
  if (!token) return false;
  form.elements.csrfmiddlewaretoken.value = token;
  return true;
}
