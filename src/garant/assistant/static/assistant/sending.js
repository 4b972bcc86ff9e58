// Sending a message, and its answer as it comes. The server draws every settled message; here they are put in place.

import { fragment } from "./fragment.js";

const form = document.querySelector("[data-composer]");
const exchange = document.getElementById("echanges");
const said = document.getElementById("annonce");

if (form && exchange) {
  const text = form.querySelector("[data-text]");
  const send = form.querySelector("[data-send]");
  const stop = form.querySelector("[data-stop]");
  const refused = form.querySelector("[data-refused]");
  const conversation = form.elements.conversation;
  let running = null;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (running || !words) return;
    const data = new FormData(form);
    text.value = "";
    form.dispatchEvent(new Event("garant:text"));
    deliver(form.action, data, waitingQuestion(words), words);
  });

  document.addEventListener("submit", (event) => {
    const again = event.target;
    if (!again.matches?.("[data-send-again]")) return;
    event.preventDefault();
    if (running) return;
    const old = again.closest(".message");
    const words = old.querySelector("[data-text]").textContent;
    const waiting = waitingQuestion(words);
    old.replaceWith(waiting);
    deliver(again.action, new FormData(again), waiting, "");
  });

  document.addEventListener("click", (event) => {
    const back = event.target.closest?.("[data-take-back]");
    if (!back) return;
    text.value = back.closest(".message").querySelector("[data-text]").textContent;
    form.dispatchEvent(new Event("garant:text"));
    text.focus();
    text.scrollIntoView({ block: "nearest" });
  });

  stop.addEventListener("click", () => running?.abort());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && running) running.abort();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "system") nameSystem(event.target);
  });
  showTakeBack();

  // One message on its way: `waiting` holds its place, `words` go back into the field where it was never accepted.
  async function deliver(address, data, waiting, words) {
    const first = !conversation.value;
    let accepted = false;
    let answer = null;
    running = new AbortController();
    busy(true);
    try {
      const response = await fetch(address, {
        method: "POST",
        body: data,
        headers: { accept: "text/event-stream, application/json" },
        redirect: "manual",
        signal: running.signal,
      });
      if (!response.ok || !response.headers.get("content-type")?.startsWith("text/event-stream")) {
        throw await refusal(response);
      }
      let ended = false;
      for await (const event of events(response.body)) {
        accepted = true;
        if (event.name === "opened") {
          conversation.value = event.data.conversation;
          history.replaceState(null, "", event.data.page);
          waiting.id = `message-${event.data.message}`;
        } else if (event.name === "question") {
          waiting = put(waiting, event.data.html);
          if (event.data.code) {
            answer?.remove();
            answer = null;
            say(waiting?.querySelector(".fate-line")?.textContent ?? "");
          } else {
            answer = waitingAnswer(waiting);
          }
        } else if (event.name === "words") {
          grow(answer, event.data.text);
        } else if (event.name === "answer") {
          answer = put(answer, event.data.html);
          const name = answer?.querySelector(".message-from")?.firstChild?.textContent.trim() ?? "";
          say(`Réponse reçue${name ? ` de ${name}` : ""}.`);
        } else if (event.name === "end") {
          ended = true;
        }
      }
      if (!ended) throw new TypeError("cut");
      if (first) await refresh(["list", "head", "choice"]);
    } catch (error) {
      if (accepted || error.name === "AbortError") {
        // Stopped, or cut in the middle: the server has kept what there was.
        say(error.name === "AbortError" ? "Réponse arrêtée." : "La réponse a été interrompue.");
        await pause(400);
        if (conversation.value) await refresh(["list", "head", "choice", "exchange"]);
        else waiting.remove();
        if (!conversation.value && words) giveBack(words);
      } else {
        waiting.remove();
        if (words) giveBack(words);
        else await refresh(["exchange"]);
        refuse(error);
      }
    } finally {
      running = null;
      busy(false);
      showTakeBack();
    }
  }

  function busy(yes) {
    send.hidden = yes;
    stop.hidden = !yes;
    exchange.setAttribute("aria-busy", String(yes));
    form.setAttribute("aria-busy", String(yes));
    if (yes) {
      refused.hidden = true;
      if (document.activeElement === document.body) stop.focus();
    } else if (document.activeElement === document.body || document.activeElement === stop) {
      text.focus({ preventScroll: true });
    }
  }

  function waitingQuestion(words) {
    exchange.hidden = false;
    document.getElementById("echanges-titre").hidden = false;
    const item = fragment(
      '<li class="message question tone-wait"><article><h3 class="message-from">Vous</h3>' +
        '<div class="message-text" dir="auto" data-text></div><div class="message-fate">' +
        '<p class="fate-line"><span class="fate-mark" aria-hidden="true"></span>La charte examine votre message…</p>' +
        "</div></article></li>",
    ).firstElementChild;
    item.querySelector("[data-text]").textContent = words;
    exchange.append(item);
    item.scrollIntoView({ block: "nearest" });
    return item;
  }

  function waitingAnswer(question) {
    const served = question?.querySelector(".fate-line .badge");
    const item = fragment(
      '<li class="message answer"><article><h3 class="message-from">Réponse</h3>' +
        '<div class="message-text answer-text growing"></div></article></li>',
    ).firstElementChild;
    if (served) {
      item.classList.add([...served.classList].find((name) => name.startsWith("zone-")));
      item.querySelector("h3").append(" ", served.cloneNode(true));
    }
    exchange.append(item);
    return item;
  }

  function grow(answer, words) {
    const near = innerHeight + scrollY > document.documentElement.scrollHeight - 160;
    answer.querySelector(".growing").append(words);
    if (near) scrollTo({ top: document.documentElement.scrollHeight });
  }

  function put(old, html) {
    const fresh = fragment(html).firstElementChild;
    if (!fresh) return old;
    old.replaceWith(fresh);
    return fresh;
  }

  async function refresh(parts) {
    const response = await fetch(location.pathname, { redirect: "manual" });
    if (!response.ok) return;
    const fresh = fragment(await response.text());
    for (const part of parts) {
      const before = document.querySelector(`[data-part="${part}"]`);
      const after = fresh.querySelector(`[data-part="${part}"]`);
      if (!before || !after) continue;
      // The list of exchanges keeps its element: others hold on to it.
      if (part === "exchange") before.replaceChildren(...after.childNodes);
      else before.replaceWith(after);
    }
    for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
  }

  function giveBack(words) {
    text.value = words;
    form.dispatchEvent(new Event("garant:text"));
  }

  function refuse(error) {
    const line = document.createElement("p");
    line.textContent = error.words ?? "La page n’a pas pu joindre Garant. Votre texte est resté ici : réessayez dans un instant.";
    if (error.link) {
      const link = document.createElement("a");
      [link.href, link.textContent] = error.link;
      line.append(" ", link);
    }
    refused.replaceChildren(line);
    refused.hidden = false;
  }

  async function refusal(response) {
    const error = new Error("refused");
    // A redirect goes to the sign-in page; a 403 without our words is a form whose session is gone.
    const ours = response.headers.get("content-type")?.startsWith("application/json");
    if (response.type === "opaqueredirect" || (response.status === 403 && !ours)) {
      error.words = "Votre session a pris fin. Votre texte est resté ici : copiez-le, puis";
      error.link = [location.pathname, "reconnectez-vous"];
      return error;
    }
    try {
      const told = (await response.json()).error;
      error.words = `${told.say} ${told.do}`;
      if (told.code === "assistant_not_acknowledged") {
        error.link = [form.dataset.acknowledgement, "Lire la charte"];
      }
    } catch {
      error.words = "Garant n’a pas pu traiter ce message. Votre texte est resté ici : réessayez dans un instant.";
    }
    return error;
  }

  function nameSystem(input) {
    const current = document.querySelector("[data-current-system]");
    if (!current) return;
    current.querySelector("strong").textContent = input.dataset.name;
    const badge = current.querySelector(".badge");
    if (badge) {
      badge.className = `badge zone-${input.dataset.zone}`;
      badge.textContent = input.dataset.zoneFrench;
    }
  }

  function showTakeBack() {
    for (const button of document.querySelectorAll("[data-take-back]")) button.hidden = false;
  }
}

function say(words) {
  said.textContent = words;
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (pending + value).split("\n\n");
    pending = blocks.pop();
    for (const block of blocks) {
      let name = "";
      let data = "";
      for (const line of block.split("\n")) {
        if (line.startsWith("event: ")) name = line.slice(7);
        if (line.startsWith("data: ")) data += line.slice(6);
      }
      if (name) yield { name, data: JSON.parse(data) };
    }
  }
}
