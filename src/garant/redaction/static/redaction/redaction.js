// Marks as one types, corrections by a click, the result in place. The text goes to our own server, which forgets it;
// what is downloaded comes from the form itself.

import { copying } from "../web/copying.js";
import { fragment } from "./fragment.js";
import { giving } from "./giving.js";
import { panel } from "./panel.js";

const WAIT_MS = 350;

const form = document.querySelector("[data-redaction]");
const seen = form.querySelector("[data-seen]");
const result = form.querySelector("[data-result]");
const go = form.querySelector("[data-go]");
const pending = form.querySelector("[data-pending]");
const refused = form.querySelector("[data-refused]");
const spoken = form.querySelector("[data-say]");
const open = panel(document.querySelector("[data-correction]"), correct);
let timer = 0;
let asking = null;

form.querySelector("[data-without-script]").hidden = true;
const given = giving(form, (trouble) => (trouble ? tell(trouble) : look()));
given.text.addEventListener("input", () => {
  stale();
  clearTimeout(timer);
  timer = setTimeout(look, WAIT_MS);
});
form.addEventListener("change", (event) => {
  if (event.target.matches("[data-option], [data-fix]")) look();
});
form.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button?.name === "want" && ["file", "key"].includes(button.value)) return; // a download: the page stays
  event.preventDefault();
  if (button?.name === "rule") look({ rule: button.value });
  else if (button?.value === "preview") look();
  else look({ want: "result" });
});
seen.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-mark]");
  if (mark && getSelection().isCollapsed) open(mark);
});
seen.addEventListener("keydown", (event) => {
  const mark = event.target.closest("[data-mark]");
  if (!mark || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  open(mark);
});
document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  const marked = seen.querySelector("[data-marked]");
  if (chosen.isCollapsed || !marked?.contains(chosen.anchorNode) || !marked.contains(chosen.focusNode)) return;
  const words = chosen.toString().replace(/\s+/g, " ").trim();
  if (words && words.length <= 500) seen.querySelector("[data-new-value]").value = words;
});
if (!given.isEmpty()) look();

// One value, everywhere in the text: `label` null says that it is no datum.
function correct(value, label, asRule) {
  const same = value.toLowerCase();
  for (const fix of form.querySelectorAll("[data-fix]:checked")) {
    const said = fix.name === "add" ? fix.value.slice(fix.value.indexOf(":") + 1) : fix.value;
    if (said.toLowerCase() === same) fix.checked = false;
  }
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = label ? "add" : "keep";
  field.value = label ? `${label}:${value}` : value;
  pending.append(field);
  look(asRule ? { rule: `${label ?? ""}:${value}` } : {});
}

async function look(more = {}) {
  clearTimeout(timer);
  asking?.abort();
  stale();
  refused.hidden = true;
  if (given.isEmpty()) {
    seen.replaceChildren();
    go.hidden = true;
    spoken.textContent = "";
    return;
  }
  const wait = new AbortController();
  asking = wait;
  const asked = new FormData(form);
  asked.set("want", more.want ?? "preview");
  if (more.rule) asked.set("rule", more.rule);
  form.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: asked,
      headers: { accept: "application/json" },
      redirect: "error",
      signal: wait.signal,
    });
    const told = await response.json();
    if (asking !== wait) return;
    if (!response.ok) {
      pending.replaceChildren();
      tell(`${told.error.say} ${told.error.do}`);
      return;
    }
    const back = place();
    seen.replaceChildren(fragment(told.seen));
    pending.replaceChildren();
    go.hidden = false;
    result.replaceChildren(fragment(told.result));
    copying(result);
    say([told.said, told.headline].filter(Boolean).join(" "));
    if (told.result) result.querySelector("[data-result-title]").focus();
    else back();
  } catch (error) {
    if (error.name !== "AbortError") tell("Le repérage ne répond pas. Rien n’a été envoyé ailleurs ; réessayez.");
  } finally {
    if (asking === wait) form.removeAttribute("aria-busy");
  }
}

// Where the focus and the reading stood, found again in what replaces them.
function place() {
  const active = document.activeElement;
  const marked = seen.querySelector("[data-marked]");
  const scrolled = marked?.scrollTop ?? 0;
  const { name, value } = active ?? {};
  const within = seen.contains(active);
  const onMark = within && active.matches("[data-mark], [data-marked]");
  return () => {
    const now = seen.querySelector("[data-marked]");
    if (now) now.scrollTop = scrolled;
    if (!within) return;
    const again = onMark || !name ? null : seen.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`);
    (again ?? (name === "new_value" ? seen.querySelector("[data-new-value]") : now))?.focus({ preventScroll: true });
  };
}

// What was handed over no longer stands for the text above it.
function stale() {
  if (!result.hasChildNodes()) return;
  result.replaceChildren();
  say("Le texte ou ses marques ont changé : pseudonymisez à nouveau.");
}

function tell(words) {
  const line = document.createElement("p");
  line.textContent = words;
  refused.replaceChildren(line);
  refused.hidden = false;
  seen.replaceChildren();
  go.hidden = true;
}

// Said again only when it says something else: not at each pause.
function say(words) {
  if (spoken.textContent !== words) spoken.textContent = words;
}
