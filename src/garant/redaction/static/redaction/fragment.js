// HTML that our own server rendered, as nodes: the one place where a string becomes markup.

export function fragment(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
