// The writing field: Enter sends, the field grows, narrow screens fold the list.

const form = document.querySelector("[data-composer]");
const narrow = matchMedia("(max-width: 60rem)");
const touch = matchMedia("(pointer: coarse)");

for (const fold of document.querySelectorAll("[data-fold-on-narrow]")) {
  fold.open = !narrow.matches;
  // On a wide screen the list is always there: its summary is a heading, not a switch.
  fold.querySelector("summary").addEventListener("click", (event) => {
    if (!narrow.matches) event.preventDefault();
  });
  narrow.addEventListener("change", () => (fold.open = !narrow.matches));
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
}
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
});

if (form) {
  const text = form.querySelector("[data-text]");
  form.querySelector("[data-without-script]").hidden = true;
  form.querySelector("[data-with-script]").hidden = touch.matches;

  text.addEventListener("keydown", (event) => {
    const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key === "Enter" && plain && !event.isComposing && !touch.matches) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  if (!CSS.supports("field-sizing", "content")) {
    const grow = () => {
      text.style.height = "auto";
      text.style.height = `${text.scrollHeight}px`;
    };
    text.addEventListener("input", grow);
    grow();
  }
}
