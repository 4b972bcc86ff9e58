// A file, chosen or dropped. It stays in this page until the form is sent, and afterwards too.

export function giving(form, changed) {
  const zone = form.querySelector("[data-drop]");
  const text = form.querySelector("[data-text]");
  const pasted = form.querySelector("[data-pasted]");
  const input = form.querySelector("[data-file]");
  const chosen = form.querySelector("[data-file-chosen]");
  const most = Number(input.dataset.megabytes) * 1024 * 1024;
  for (const words of form.querySelectorAll("[data-with-script]")) words.hidden = false;

  input.addEventListener("change", take);
  form.querySelector("[data-file-remove]").addEventListener("click", () => {
    input.value = "";
    take();
    text.focus();
  });
  zone.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  for (const end of ["dragleave", "drop"]) zone.addEventListener(end, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    take();
  });
  if (input.files.length) take();

  function take() {
    const file = input.files[0];
    chosen.hidden = !file;
    pasted.hidden = Boolean(file);
    if (file) chosen.querySelector("[data-file-name]").textContent = `Fichier choisi : ${file.name}.`;
    const tooLarge = file && file.size > most;
    changed(tooLarge ? `Ce fichier est trop lourd : ${input.dataset.megabytes} Mo au plus.` : "");
  }

  return {
    isEmpty: () => !input.files.length && !text.value.trim(),
    text,
  };
}
