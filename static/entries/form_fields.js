/* What a form for something new holds. */
export function fieldsOf(form) {
  return [...form.querySelectorAll("input:not([type=hidden]), textarea, select")].filter((field) => field.name);
}

export const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

const isTouched = (field) =>
  isChoice(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;

/* A form that came back with errors is not as it was served: the person's text is its default. */
export const holdsText = (form) => fieldsOf(form).some(isTouched) || !!form.querySelector(".error");

/* Pairs of name and value, as a form sends them. */
export function valuesOf(form) {
  return fieldsOf(form)
    .filter((field) => !isChoice(field) || field.checked)
    .map((field) => [field.name, field.value]);
}

export function fill(form, values) {
  for (const field of fieldsOf(form)) {
    const own = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (isChoice(field)) field.checked = own.includes(field.value);
    else field.value = own[0] || "";
  }
  if (form.closest("details")) form.closest("details").open = true;
}
