// Marks as one types, corrections by a click, the result in place. The text goes to our own server, which forgets it.

import { copying } from "../web/copying.js";
import { SessionEnded, ask } from "./asking.js";
import { fragment } from "./fragment.js";
import { FileGone, giving } from "./giving.js";
import { panel } from "./panel.js";
import { refusing } from "./refusing.js";
import { save } from "./saving.js";
import { keyOf, wholeWords } from "./values.js";

const WAIT_MS = 350;
const LONG_MS = 1000; // a reading that lasts is said to last: a large file takes its time
const LONGEST_WORD = 500;

const form = document.querySelector("[data-redaction]");
const seen = form.querySelector("[data-seen]");
const result = form.querySelector("[data-result]");
const go = form.querySelector("[data-go]");
const pending = form.querySelector("[data-pending]");
const spoken = form.querySelector("[data-say]");
const open = panel(document.querySelector("[data-correction]"), correct);
const { tell, clear } = refusing(form, () => look());
let timer = 0;
let asking = null;
let lasting = 0;
let keyIsOwed = false; // a text has left without its key, which nobody can make again

form.querySelector("[data-without-script]").hidden = true;
const given = giving(form, (trouble) => (trouble ? fail(trouble) : look()), tell);
given.text.addEventListener("input", () => {
  stale();
  clearTimeout(timer);
  timer = setTimeout(look, WAIT_MS);
});
form.addEventListener("change", (event) => {
  const { target } = event;
  if (target.matches("[data-fix]:checked")) takeBack(saidBy(target), target);
  if (target.matches("[data-option], [data-fix]")) look();
});
form.addEventListener("submit", (event) => {
  const button = event.submitter;
  event.preventDefault();
  if (button?.name === "rule") look({ rule: button.value });
  else if (button?.value === "preview") look({ adding: true });
  else if (button?.value === "file" || button?.value === "key") take(button.value);
  else look({ want: "result", adding: true });
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
  const words = wholeWords(chosen).replace(/\s+/g, " ").trim();
  if (words) seen.querySelector("[data-new-value]").value = words.length <= LONGEST_WORD ? words : "";
});
for (const kind of ["click", "copy"]) {
  result.addEventListener(kind, (event) => {
    if (kind === "copy" || event.target.closest("[data-copy]")) leaves();
  });
}
addEventListener("beforeunload", (event) => {
  if (keyIsOwed) event.preventDefault();
});
if (!given.isEmpty()) look();

// One value, everywhere in the text: `label` null says that it is no datum.
function correct(value, label, asRule) {
  takeBack(value);
  pending.append(hidden(label ? "add" : "keep", label ? `${label}:${value}` : value));
  look(asRule ? { rule: `${label ?? ""}:${value}` } : {});
}

// What was said before of this value, however it was written: the last word counts.
function takeBack(value, but = null) {
  for (const fix of seen.querySelectorAll("[data-fix]:checked")) {
    if (fix !== but && keyOf(saidBy(fix)) === keyOf(value)) fix.checked = false;
  }
  for (const field of [...pending.children]) if (keyOf(saidBy(field)) === keyOf(value)) field.remove();
}

function saidBy({ name, value }) {
  return name === "add" ? value.slice(value.indexOf(":") + 1) : value;
}

function hidden(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  return field;
}

// `adding`: the word that stands in the field counts too. Otherwise it waits there, being written.
async function look({ want = "preview", adding = false, rule = "" } = {}) {
  clearTimeout(timer);
  asking?.abort();
  stale();
  clear();
  if (given.isEmpty()) {
    seen.replaceChildren();
    pending.replaceChildren();
    go.hidden = true;
    spoken.textContent = "";
    return;
  }
  const wait = new AbortController();
  asking = wait;
  const asked = filled(want);
  if (!adding) asked.delete("new_value");
  if (rule) asked.set("rule", rule);
  busy(true);
  try {
    await given.check();
    const response = await ask(form, asked, wait.signal);
    const told = await response.json();
    if (asking !== wait) return;
    if (!response.ok) {
      refuse(told.error, adding);
      return;
    }
    const back = place(adding);
    seen.replaceChildren(fragment(told.seen));
    pending.replaceChildren();
    go.hidden = false;
    result.replaceChildren(fragment(told.result));
    copying(result);
    say([told.said, told.headline].filter(Boolean).join(" "));
    back(Boolean(told.result));
    if (told.result) result.querySelector("[data-result-title]").focus();
  } catch (error) {
    if (error.name !== "AbortError" && asking === wait) fail(...trouble(error));
  } finally {
    if (asking === wait) busy(false);
  }
}

function busy(yes) {
  clearTimeout(lasting);
  const line = form.querySelector("[data-reading]");
  if (yes) {
    form.setAttribute("aria-busy", "true");
    lasting = setTimeout(() => (line.hidden = false), LONG_MS);
  } else {
    form.removeAttribute("aria-busy");
    line.hidden = true;
  }
}

// The file or the key of the result, as it is shown. The page stays, whatever happens.
async function take(want) {
  clear();
  const asked = filled(want);
  asked.delete("new_value");
  try {
    await given.check();
    const response = await ask(form, asked);
    if (!response.ok) {
      const { error } = await response.json();
      tell(`${error.say} ${error.do}`);
      return;
    }
    await save(response);
    if (want === "key") keyIsOwed = false;
    else leaves();
  } catch (error) {
    tell(...trouble(error));
  }
}

function leaves() {
  if (result.querySelector("[data-needs-key]")) keyIsOwed = true;
}

function filled(want) {
  const asked = new FormData(form);
  asked.set("want", want);
  return asked;
}

function trouble(error) {
  if (error instanceof SessionEnded) {
    const words =
      "Votre session a pris fin. Votre texte et vos corrections sont restés ici : reconnectez-vous dans un autre onglet, revenez ici, puis réessayez.";
    return [words, { link: [form.action, "Se reconnecter (nouvel onglet)"], retry: true }];
  }
  if (error instanceof FileGone) {
    return ["Ce fichier a changé depuis que vous l’avez choisi, ou n’est plus là. Choisissez-le à nouveau."];
  }
  return ["Le repérage ne répond pas. Rien n’a été envoyé ailleurs ; réessayez.", { retry: true }];
}

// Where the focus and the reading stood, and the word being written, found again in what replaces them.
function place(added) {
  const active = document.activeElement;
  const marked = seen.querySelector("[data-marked]");
  const scrolled = marked?.scrollTop ?? 0;
  const { name, value } = active ?? {};
  const within = seen.contains(active);
  const onMark = within && active.matches("[data-mark], [data-marked]");
  const writing = added ? [] : ["new_value", "new_label"].map((field) => form.elements[field]?.value);
  return (elsewhere) => {
    const now = seen.querySelector("[data-marked]");
    if (now) now.scrollTop = scrolled;
    if (writing[0]) [form.elements.new_value.value, form.elements.new_label.value] = writing;
    if (!within || elsewhere) return;
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

// A correction that can't be one leaves the marks and the other corrections as they are.
function refuse(error, adding) {
  const words = `${error.say} ${error.do}`;
  if (!error.code.startsWith("redaction_correction") || !seen.hasChildNodes()) {
    fail(words);
    return;
  }
  pending.replaceChildren();
  const field = seen.querySelector("[data-new-value]");
  if (!adding || !field.value) {
    tell(words);
    return;
  }
  const beside = seen.querySelector("[data-word-refused]");
  beside.textContent = words;
  beside.hidden = false;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby")} ${beside.id}`);
  field.focus();
  beside.scrollIntoView({ block: "nearest" });
}

// Nothing was read: no marks stand for the text. What was corrected waits for the next reading.
function fail(words, options) {
  asking?.abort();
  asking = null;
  busy(false);
  pending.append(...[...seen.querySelectorAll("[data-fix]:checked")].map(({ name, value }) => hidden(name, value)));
  seen.replaceChildren();
  go.hidden = true;
  tell(words, options);
}

// Said again only when it says something else: not at each pause.
function say(words) {
  if (spoken.textContent !== words) spoken.textContent = words;
}
