/* The fields of a unit and what they hold.
 *
 * A unit is what is saved together: one question, one recommendation. It is an element with data-autosave, the address
 * that saves it, and data-prefix, with which the names of its fields begin. The rest of such a name is the field's own.
 * One field can have several controls: the radio buttons of a choice.
 */

// "Neem de andere tekst over", for pages without scripts.
const BESIDE_FIELDS = ["theirs"];

export const units = () => [...document.querySelectorAll("[data-autosave]")];
export const unitOf = (event) => event.target.closest && event.target.closest("[data-autosave]");

/* Units can be nested in one form, so a control belongs to a unit by its name. Returns "" when it doesn't. */
export function fieldName(unit, control) {
  const { prefix } = unit.dataset;
  if (!control.name || control.type === "hidden" || !control.name.startsWith(prefix)) return "";
  const name = control.name.slice(prefix.length);
  return BESIDE_FIELDS.includes(name) ? "" : name;
}

export function controlsOf(unit) {
  const found = new Map();
  for (const control of unit.querySelectorAll("input, textarea, select")) {
    const name = fieldName(unit, control);
    if (name) found.set(name, [...(found.get(name) || []), control]);
  }
  return found;
}

const held = {
  isChecked: (control) => control.checked,
  value: (control) => control.value,
};

const shownAtFirst = {
  isChecked: (control) => control.defaultChecked,
  value: (control) => (control.tagName === "SELECT" ? choiceAtFirst(control) : control.defaultValue),
};

function choiceAtFirst(select) {
  const option = [...select.options].find((one) => one.defaultSelected) || select.options[0];
  return option ? option.value : "";
}

// A box of a group says what is chosen; a single one only that it is ticked.
const isGroup = (control) => control.type === "checkbox" && control.hasAttribute("value");

/* What a field holds now: a text, or a sorted list of texts for a group of boxes. */
export const valueOf = (controls) => read(controls, held);

/* What it held when the server sent the page. */
export const servedValue = (controls) => read(controls, shownAtFirst);

function read(controls, from) {
  const [first] = controls;
  if (!first) return "";
  const chosen = controls.filter(from.isChecked).map((control) => control.value);
  if (isGroup(first)) return [...chosen].sort();
  if (first.type === "radio") return chosen[0] || "";
  if (first.type === "checkbox") return chosen.length ? "on" : "";
  return from.value(first);
}

/* Returns whether the field holds the value now: a choice may no longer be there. */
export function fill(controls, value) {
  for (const control of controls) {
    if (isGroup(control)) control.checked = value.includes(control.value);
    else if (control.type === "radio") control.checked = control.value === value;
    else if (control.type === "checkbox") control.checked = !!value;
    else control.value = value;
    control.dispatchEvent(new Event("filled", { bubbles: true }));
  }
  return controls.length > 0 && same(valueOf(controls), value);
}

/* Whether two values are the same. Nothing is known of `undefined`, so it is like no value. */
export const same = (left, right) => left !== undefined && JSON.stringify(left) === JSON.stringify(right);

/* Whether the field takes more lines, one line, or only what it offers. */
export function sizeOf(controls) {
  const [first] = controls;
  if (first && first.tagName === "TEXTAREA") return "long";
  return first && first.type === "text" && !first.inputMode ? "line" : "choice";
}
