/* What is typed in a form here is stored only by its own button: leaving the page in another way asks first. */
let sent = null; // the form that the page is left for

export function listenForLeaving() {
  document.addEventListener("submit", (event) => {
    sent = event.target;
  });
  addEventListener("beforeunload", (event) => {
    if ([...document.forms].some((form) => form !== sent && holdsTyped(form))) event.preventDefault();
    // Who stays may press something else.
    sent = null;
  });
}

/* A form that came back, with errors or with two texts, holds what was typed from the beginning. */
function holdsTyped(form) {
  const fields = [...form.querySelectorAll("input:not([type=hidden]), textarea, select")];
  return fields.some(isChanged) || !!form.querySelector(".errors, .differs");
}

function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
  const options = [...field.options];
  const first = options.find((option) => option.defaultSelected) || options[0];
  return !!first && field.value !== first.value;
}
