// While a clause or a rule is edited, what its rules say in French. Sent by POST: what people write has no place in
// an address. Without scripts the button « Vérifier » shows the same.

const form = document.querySelector("[data-check]");
const shown = document.querySelector("[data-checked]");
const PAUSE_MS = 600;
let waiting;
let asked = 0;

async function look() {
  const turn = ++asked;
  const body = new FormData(form);
  body.set("act", "check");
  try {
    const answer = await fetch(form.dataset.check, {
      method: "POST",
      body,
      headers: { "x-requested-with": "fetch" },
    });
    if (turn !== asked || !(answer.ok || answer.status === 400)) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    shown.replaceChildren(...found.body.childNodes);
  } catch {
    // the sentence is a help: the form works without it
  }
}

form.addEventListener("input", () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(look, PAUSE_MS);
});
