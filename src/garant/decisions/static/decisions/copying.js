// Copying a text that the page shows. Without a clipboard the button stays away: the text can be selected by hand.

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const told = button.parentElement.querySelector("[data-copied-say]");
      told.textContent = "";
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
        told.textContent = "Copié. Collez-le dans la lettre.";
      } catch {
        told.textContent = "La copie n’a pas abouti. Sélectionnez le texte et copiez-le.";
      }
    });
  }
}
