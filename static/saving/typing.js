/* Notices what is typed and chosen in units. */
import { fieldName, unitOf } from "./fields.js";
import { send, typed } from "./sending.js";
import { allStates, allUnits, hasUnsaved, stateOf } from "./state.js";
import { takeOverChoices } from "./choosing.js";

export function listenForTyping() {
  document.addEventListener("input", (event) => typedIn(event, false));
  document.addEventListener("change", (event) => typedIn(event, true));

  document.addEventListener("focusout", (event) => {
    const unit = unitOf(event);
    if (!unit || unit.contains(event.relatedTarget)) return;
    const state = allStates().find((one) => one.unit === unit);
    if (state && hasUnsaved(state)) typed(unit, true);
  });

  // Enter in a one-line field: save as always, instead of leaving the page.
  document.addEventListener("submit", (event) => {
    const states = allUnits().filter((state) => belongsTo(state, event.target));
    if (!states.length) return;
    event.preventDefault();
    states.filter(hasUnsaved).forEach(send);
  });
}

function typedIn(event, isSoon) {
  const unit = unitOf(event);
  const name = unit && fieldName(unit, event.target);
  if (!name) return;
  const state = stateOf(unit);
  const field = state.fields.get(name);
  // Typed on this page, so under its version of the questions.
  state.set = unit.dataset.set;
  if (field.stopped && field.stopped.result === "not_asked") field.stopped = null;
  typed(unit, isSoon);
}

const belongsTo = (state, form) =>
  [...state.fields.values()].some(({ controls }) => controls.some((control) => control.form === form));

/* Somebody may type before this script runs, and a page that was saved without it shows what isn't stored. */
export function sendTypedBefore() {
  for (const state of allUnits()) {
    takeOverChoices(state);
    if (hasUnsaved(state)) typed(state.unit);
  }
}
