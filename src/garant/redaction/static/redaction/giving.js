// A file, chosen or dropped. It stays in this page until the form is sent, and afterwards too.

const ONE_AT_A_TIME = "Un seul fichier à la fois. Déposez-les l’un après l’autre.";
const NO_FOLDER = "Un dossier ne peut pas être lu ici. Déposez ses fichiers l’un après l’autre.";

export class FileGone extends Error {}

// `changed` is told of each change, with what is wrong with the file, or ""; `refuse`, what was not taken at all.
export function giving(form, changed, refuse) {
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
  // Anywhere in the page: a browser opens a file that falls beside the zone, and the page is lost.
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files") || isAnotherField(event)) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  for (const end of ["dragleave", "drop"]) document.addEventListener(end, () => zone.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    const { files, items } = event.dataTransfer;
    if (!files.length || isAnotherField(event)) return;
    event.preventDefault();
    const isFolder = [...items].some((item) => item.webkitGetAsEntry?.()?.isDirectory);
    if (isFolder || files.length > 1) {
      refuse(isFolder ? NO_FOLDER : ONE_AT_A_TIME);
      return;
    }
    input.files = files;
    take();
  });
  if (input.files.length) take();

  function isAnotherField(event) {
    return event.target !== input && event.target.matches?.("input[type=file]");
  }

  function take() {
    const file = input.files[0];
    chosen.hidden = !file;
    pasted.hidden = Boolean(file);
    if (file) chosen.querySelector("[data-file-name]").textContent = `Fichier choisi : ${file.name}.`;
    changed(file && file.size > most ? input.dataset.tooLarge : "");
  }

  return {
    isEmpty: () => !input.files.length && !text.value.trim(),
    // Who changes the file in another program takes it away from this page. Throws FileGone.
    check: async () => {
      try {
        await input.files[0]?.slice(0, 1).arrayBuffer();
      } catch {
        throw new FileGone();
      }
    },
    text,
  };
}
