/* What the buttons beside a text do: choose between two texts, and put back what was deleted.
 *
 * A choice is a write: it stands in the field as if it were typed, over the text that was shown. When a third text came
 * in between, the person sees that one too.
 */
import { fill, sizeOf, unitOf, valueOf } from "./fields.js";
import { askBack, controlOfDeleted } from "./putting_back.js";
import { sendAnew } from "./replies.js";
import { send } from "./sending.js";
import { stateOf } from "./state.js";

export function listenForChoices() {
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest && event.target.closest("[data-choose], [data-put-back]");
    const unit = pressed && unitOf(event);
    if (!unit) return;
    event.preventDefault();
    const state = stateOf(unit);
    if (pressed.dataset.choose) {
      choose(state.fields.get(pressed.closest("[data-field]").dataset.field), pressed.dataset.choose);
    } else {
      askBack(state);
      // The button goes, and whoever works with the keyboard goes on in the text.
      controlOfDeleted(state).focus({ preventScroll: true });
    }
    send(state);
  });
}

function choose(field, choice) {
  if (!field || !field.stopped) return;
  const { value, stored } = field.stopped;
  fill(field.controls, chosen(field, choice, value));
  sendAnew(field, stored);
  field.controls[0].focus({ preventScroll: true });
}

function chosen(field, choice, theirs) {
  const mine = valueOf(field.controls);
  if (choice === "mine") return mine;
  if (choice === "theirs") return theirs;
  const between = sizeOf(field.controls) === "long" ? "\n\n" : " ";
  return [mine, theirs].filter(Boolean).join(between);
}

/* A page that was saved without scripts can hold two texts of which the server asks which one stays. */
export function takeOverChoices(state) {
  for (const block of state.unit.querySelectorAll(".reply .conflict[data-theirs]")) {
    const field = state.fields.get(block.dataset.field);
    if (!field) continue;
    const { by, own, when, theirs } = block.dataset;
    const value = JSON.parse(theirs);
    field.stopped = {
      result: "conflict",
      value: Array.isArray(value) ? [...value].sort() : value,
      stored: field.served,
      own: own === "true",
      by,
      when,
    };
    block.remove();
  }
}
