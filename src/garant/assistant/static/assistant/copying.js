// Copying an answer with its mention. Without a clipboard (a page that is not served securely), the form goes its
// ordinary way, to a page from which one copies by hand.

document.addEventListener("change", (event) => preview(event.target.form));
document.addEventListener("input", (event) => preview(event.target.form));
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest?.(".copy[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches?.("[data-copy]") || !navigator.clipboard) return;
  event.preventDefault();
  const told = form.querySelector(".copied");
  told.textContent = "";
  const text = fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { accept: "application/json" },
    redirect: "error",
  }).then(async (response) => {
    if (!response.ok) throw new Error("refused");
    return (await response.json()).text;
  });
  try {
    await place(text);
    told.textContent = "Copié. Collez-le où vous voulez.";
  } catch {
    told.textContent = "La copie n’a pas abouti. Réessayez.";
  }
});

// Safari wants the clipboard to be asked for at the click, before the text is there.
async function place(text) {
  if (globalThis.ClipboardItem) {
    const plain = text.then((words) => new Blob([words], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": plain })]);
  } else {
    await navigator.clipboard.writeText(await text);
  }
}

function preview(form) {
  if (!form?.matches("[data-copy]")) return;
  const shown = form.querySelector("[data-preview-mention]");
  const chosen = form.querySelector("[name=level]:checked");
  const reviewer = form.elements.reviewer;
  if (!shown || !chosen) return;
  const name = reviewer.value.trim() || reviewer.dataset.reviewer;
  shown.textContent = chosen.dataset.mention.split(reviewer.dataset.reviewer).join(name);
  shown.hidden = false;
}
