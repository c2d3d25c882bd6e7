/* The fields of a unit and what they hold.
 *
 * A unit is what is saved together: one question, one recommendation. It is an element with data-autosave, the address
 * that saves it, and data-prefix, with which the names of its fields begin.
 */

// These go along with every save, but nobody types in them.
const BOOKKEEPING = ["revision", "served", "seen"];

export const units = () => [...document.querySelectorAll("[data-autosave]")];
export const unitOf = (event) => event.target.closest && event.target.closest("[data-autosave]");

/* Units can be nested in one form, so a field belongs to a unit by its name. */
export function isFieldOf(unit, field) {
  const prefix = unit.dataset.prefix;
  return field.name && field.name.startsWith(prefix) && !BOOKKEEPING.includes(field.name.slice(prefix.length));
}

export function fieldsOf(unit) {
  return [...unit.querySelectorAll("input, textarea, select")].filter((field) => isFieldOf(unit, field));
}

export function hiddenField(unit, name) {
  return unit.querySelector(`[name="${CSS.escape(unit.dataset.prefix + name)}"]`);
}

const held = {
  isChecked: (field) => field.checked,
  value: (field) => field.value,
};

const served = {
  isChecked: (field) => field.defaultChecked,
  value: (field) => (field.tagName === "SELECT" ? servedChoice(field) : field.defaultValue),
};

function servedChoice(select) {
  const option = [...select.options].find((one) => one.defaultSelected) || select.options[0];
  return option ? option.value : "";
}

/* What the fields hold now, by name: a text, or a list of texts for check boxes. */
export const valuesOf = (unit) => read(unit, held);

/* What the fields held when the server sent the page. */
export const servedValuesOf = (unit) => read(unit, served);

function read(unit, from) {
  const values = {};
  for (const field of fieldsOf(unit)) {
    if (field.type === "radio") {
      if (!(field.name in values)) values[field.name] = "";
      if (from.isChecked(field)) values[field.name] = field.value;
    } else if (field.type === "checkbox") {
      if (!Array.isArray(values[field.name])) values[field.name] = [];
      if (from.isChecked(field)) values[field.name].push(field.value);
    } else {
      values[field.name] = from.value(field);
    }
  }
  return values;
}

/* Fields that `values` doesn't name stay as they are. */
export function fill(unit, values) {
  for (const field of fieldsOf(unit)) {
    const value = values[field.name];
    if (value === undefined) continue;
    if (field.type === "radio") field.checked = field.value === value;
    else if (field.type === "checkbox") field.checked = value.includes(field.value);
    else field.value = value;
  }
}

/* Whether two values, or two sets of values, are the same. */
export const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);
