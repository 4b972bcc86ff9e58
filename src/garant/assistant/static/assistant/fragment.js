// HTML that our own server rendered, as nodes. The one place where a string becomes markup: the page's policy
// (require-trusted-types-for) refuses it anywhere else.

const policy = globalThis.trustedTypes?.createPolicy("garant-fragment", { createHTML: (html) => html });

export function fragment(html) {
  const template = document.createElement("template");
  template.innerHTML = policy ? policy.createHTML(html) : html;
  return template.content;
}
