// While one writes: where personal data stand, and what sending would do with them. The text goes to our own server
// and is kept nowhere.

import { fragment } from "./fragment.js";

const WAIT_MS = 350;

const form = document.querySelector("[data-composer]");
if (form) watch(form);

function watch(form) {
  const text = form.querySelector("[data-text]");
  const backdrop = form.querySelector("[data-backdrop]");
  const panel = form.querySelector("[data-foresight]");
  const body = form.querySelector("[data-foresight-body]");
  const spoken = form.querySelector("[data-foresight-say]");
  let marks = [];
  let marked = "";
  let timer = 0;
  let asking = null;

  text.addEventListener("input", () => {
    follow();
    draw();
    schedule();
  });
  text.addEventListener("scroll", () => (backdrop.scrollTop = text.scrollTop), { passive: true });
  form.addEventListener("change", (event) => {
    if (event.target.name === "system") look();
  });
  // After a message is sent, or when a text is taken back.
  form.addEventListener("garant:text", () => {
    marks = [];
    draw();
    look();
  });
  if (text.value) schedule();

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT_MS);
  }

  // A change moves the marks behind it and drops those that it touches, until the server has looked again.
  function follow() {
    const now = text.value;
    let head = 0;
    while (head < Math.min(now.length, marked.length) && now[head] === marked[head]) head += 1;
    let tail = 0;
    while (
      tail < Math.min(now.length, marked.length) - head &&
      now[now.length - 1 - tail] === marked[marked.length - 1 - tail]
    ) {
      tail += 1;
    }
    const shift = now.length - marked.length;
    const end = marked.length - tail;
    marks = marks
      .filter((mark) => mark.end <= head || mark.start >= end)
      .map((mark) => (mark.start >= end ? { ...mark, start: mark.start + shift, end: mark.end + shift } : mark));
    marked = now;
  }

  function draw() {
    const nodes = [];
    let at = 0;
    for (const mark of marks) {
      nodes.push(text.value.slice(at, mark.start));
      const element = document.createElement("mark");
      element.className = `mark-${mark.action}`;
      element.textContent = text.value.slice(mark.start, mark.end);
      nodes.push(element);
      at = mark.end;
    }
    // A last line break is a line in the field, and none in the layer behind it.
    nodes.push(`${text.value.slice(at)}\n`);
    backdrop.replaceChildren(...nodes);
    backdrop.scrollTop = text.scrollTop;
  }

  async function look() {
    clearTimeout(timer);
    asking?.abort();
    const looked = text.value;
    if (!looked.trim()) {
      marks = [];
      marked = looked;
      draw();
      panel.hidden = true;
      body.replaceChildren();
      spoken.textContent = "";
      return;
    }
    asking = new AbortController();
    try {
      const response = await fetch(form.dataset.previewUrl, {
        method: "POST",
        body: new FormData(form),
        headers: { accept: "application/json" },
        redirect: "error",
        signal: asking.signal,
      });
      const told = await response.json();
      if (text.value !== looked) return;
      if (!response.ok) {
        unavailable(`${told.error.say} ${told.error.do}`);
        return;
      }
      marks = told.marks;
      marked = looked;
      draw();
      body.replaceChildren(fragment(told.html));
      panel.hidden = false;
      say(told.headline);
    } catch (error) {
      if (error.name !== "AbortError") unavailable("Le repérage ne répond pas. La charte s’applique tout de même à l’envoi.");
    }
  }

  function unavailable(words) {
    marks = [];
    draw();
    const line = document.createElement("p");
    line.textContent = words;
    body.replaceChildren(line);
    panel.hidden = false;
    say(words);
  }

  // Said again only when it says something else: not at each pause.
  function say(words) {
    if (spoken.textContent !== words) spoken.textContent = words;
  }
}
