// While a need is written, what resembles it. Sent by POST: what people write has no place in an address.
// Without scripts the same list comes once the form is sent, before anything is kept.

const form = document.querySelector("[data-similar]");
const shown = document.querySelector("[data-similar-shown]");
const PAUSE_MS = 900;
let waiting;
let last = "";

async function look() {
  const text = ["title", "what", "for_whom", "data_used"].map((name) => form.elements[name]?.value ?? "").join(" ").trim();
  if (text.length < 30 || text === last) return;
  last = text;
  const body = new FormData();
  body.set("text", text);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    const answer = await fetch(form.dataset.similar, { method: "POST", body });
    if (!answer.ok) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    shown.replaceChildren(...found.body.childNodes);
    shown.classList.toggle("note", shown.children.length > 0);
  } catch {
    // the list is a help: the form works without it
  }
}

form.addEventListener("input", () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(look, PAUSE_MS);
});
