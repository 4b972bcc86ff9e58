// The bar of the local model: asks how far it is, and leaves once it is ready. Without scripts the bar stands
// still, and the next page shows where it is.

const box = document.querySelector("[data-progress]");
const sentence = box.querySelector("[data-progress-sentence]");
const bar = box.querySelector("progress");
const PAUSE_MS = 2000;

async function ask() {
  let told;
  try {
    const answer = await fetch(box.dataset.progress, { headers: { accept: "application/json" } });
    told = await answer.json();
  } catch {
    return window.setTimeout(ask, PAUSE_MS * 5); // the server restarts: it will answer again
  }
  if (told.state === "ready" || told.state === "off" || told.state === "absent") {
    box.hidden = true;
    return undefined;
  }
  // Said only when it changes: a screen reader would repeat it at every question.
  if (sentence.textContent !== told.sentence) sentence.textContent = told.sentence;
  if (told.state === "failed") {
    bar?.remove();
    return undefined;
  }
  if (bar && told.total > 0) {
    bar.max = told.total;
    bar.value = told.done;
  } else {
    bar?.removeAttribute("value");
  }
  return window.setTimeout(ask, PAUSE_MS);
}

if (bar) window.setTimeout(ask, PAUSE_MS);
