/* Making parts of a page. Texts go in as text, never as HTML. */
export function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

export function button(className, text, act) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/* A text that somebody typed and that can't be in its own field now. */
export function rescuedText(text) {
  const quote = element("blockquote", "rescued", text);
  quote.dir = "auto";
  return quote;
}
