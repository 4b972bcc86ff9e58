// Ctrl + Enter sends the entry: the keyboard of who types for a room. Without this the button does it.
for (const form of document.querySelectorAll("form[data-send-with-ctrl-enter]")) {
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}
