// What went wrong, in sight, with a way to try again where that may help. Nothing of the form is lost.

export function refusing(form, again = null) {
  const refused = form.querySelector("[data-refused]");

  function tell(words, { link = null, retry = false } = {}) {
    const line = document.createElement("p");
    line.textContent = words;
    if (link) {
      const there = document.createElement("a");
      [there.href, there.textContent] = link;
      there.target = "_blank";
      there.rel = "noopener";
      line.append(" ", there);
    }
    refused.replaceChildren(line);
    if (retry && again) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "button second", textContent: "Réessayer" });
      button.addEventListener("click", again);
      refused.append(button);
    }
    refused.hidden = false;
    refused.scrollIntoView({ block: "nearest" });
  }

  return {
    tell,
    clear: () => {
      refused.hidden = true;
    },
  };
}
