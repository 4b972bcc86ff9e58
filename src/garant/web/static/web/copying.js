// Copying what a page shows. Where the browser has no clipboard (a page that is not served securely), the text can
// still be selected and copied by hand: the button stays away.

export function copying(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const told = button.parentElement.querySelector("[data-copied-say]");
      told.textContent = "";
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
        told.textContent = "Copié. Collez-le où vous voulez.";
      } catch {
        told.textContent = "La copie n’a pas abouti. Sélectionnez le texte et copiez-le.";
      }
    });
  }
}
