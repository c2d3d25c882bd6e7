/* What a person calls a field, and what it offers. */
const plainText = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");

export function labelOfField(controls) {
  const [first] = controls;
  if (!first) return "";
  const isChoice = first.type === "radio" || (first.type === "checkbox" && first.hasAttribute("value"));
  const group = isChoice && first.closest("fieldset");
  return plainText(group ? group.querySelector("legend") : first.labels && first.labels[0]);
}

/* A value in words: a choice by its label. */
export function inWords(controls, value) {
  const values = Array.isArray(value) ? value : [value];
  return values.map((one) => wordOf(controls, one)).join("\n");
}

function wordOf(controls, value) {
  const [first] = controls;
  if (!first || !value) return value;
  if (first.tagName === "SELECT") {
    return plainText([...first.options].find((one) => one.value === value)) || value;
  }
  if (first.type !== "radio" && first.type !== "checkbox") return value;
  const chosen = controls.find((one) => one.value === value);
  return plainText(chosen && chosen.labels && chosen.labels[0]) || value;
}
