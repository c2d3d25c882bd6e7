/* What a form for something new holds. A field may stand elsewhere on the page, and name its form. */
export function fieldsOf(form) {
  const isField = (one) => one.name && one.matches("input:not([type=hidden]), textarea, select");
  return [...form.elements].filter(isField);
}

export const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

function isTouched(field) {
  if (isChoice(field)) return field.checked !== field.defaultChecked;
  if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
  return [...field.options].some((option) => option.selected && !option.defaultSelected && option.value);
}

/* A form that came back with errors is not as it was served: the person's text is its default. */
export const holdsText = (form) => fieldsOf(form).some(isTouched) || cameBack(form);
export const cameBack = (form) => "cameBack" in form.dataset || !!form.querySelector(".error");

/* Pairs of name and value, as a form sends them. */
export function valuesOf(form) {
  return fieldsOf(form)
    .filter((field) => !isChoice(field) || field.checked)
    .map((field) => [field.name, field.value]);
}

/* With `isPart` the values are those of some fields, and the others stay as they are. */
export function fill(form, values, isPart) {
  for (const field of fieldsOf(form)) {
    const own = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (isPart && !own.length) continue;
    if (isChoice(field)) field.checked = own.includes(field.value);
    // What was typed on half a page says nothing of the fields that it didn't have.
    else if (own.length) field.value = own[0];
  }
  if (form.closest("details")) form.closest("details").open = true;
  form.dispatchEvent(new Event("filled", { bubbles: true }));
}

/* What was stored when somebody began to fill in the form, as hidden fields with data-over say it: pairs of name and
 * digest. A draft is compared with that, and not with what a page shows that was made later.
 */
const overFields = (form) => [...form.querySelectorAll("input[data-over]")];
export const overOf = (form) => overFields(form).map(({ name, value }) => [name, value]);

export function setOver(form, over) {
  for (const field of overFields(form)) {
    const [, digest] = (over || []).find(([name]) => name === field.name) || [];
    if (digest) field.value = digest;
  }
}

const tokenField = (form) => form.querySelector("input[name=token]");
export const tokenOf = (form) => (tokenField(form) ? tokenField(form).value : "");

export function setToken(form, token) {
  if (tokenField(form)) tokenField(form).value = token;
}
