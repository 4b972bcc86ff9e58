// The panel of a mark: what it is, and what a person makes of it. Escape closes it, and the mark has the focus again.

export function panel(dialog, correct) {
  const kind = dialog.querySelector("[data-kind]");
  const rule = dialog.querySelector("[data-rule]");
  const add = dialog.querySelector("[data-do=add]");
  const keep = dialog.querySelector("[data-do=keep]");
  let mark = null;

  kind.addEventListener("change", name);
  dialog.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-do]")?.dataset.do;
    if (!asked) return;
    const value = valueOf(mark);
    dialog.close();
    if (asked === "add") correct(value, kind.value, Boolean(rule?.checked));
    if (asked === "keep") correct(value, null, Boolean(rule?.checked));
  });

  return function open(clicked) {
    mark = clicked;
    const { fate, french, label } = mark.dataset;
    dialog.querySelector("[data-value]").textContent = valueOf(mark);
    dialog.querySelector("[data-what]").textContent =
      `${french} (${mark.dataset.class}), ${SAID[fate]}. La correction vaut partout dans ce texte.`;
    kind.value = label;
    keep.hidden = fate === "aside";
    if (rule) rule.checked = false;
    name();
    dialog.showModal();
  };

  function name() {
    const masked = mark && ["masked", "verify"].includes(mark.dataset.fate);
    const changed = kind.value !== mark?.dataset.label;
    add.textContent = masked && changed ? "Changer ce que c’est" : "Masquer";
    add.hidden = mark?.dataset.fate === "masked" && !changed; // it is masked already
  }
}

const SAID = {
  masked: "masqué",
  verify: "masqué, à vérifier",
  uncertain: "à vérifier, pas encore masqué",
  aside: "laissé tel quel",
};

function valueOf(mark) {
  return mark.querySelector("[data-datum]").textContent.trim();
}
