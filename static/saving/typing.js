/* Notices what is typed and chosen in units. */
import { fieldsOf, isFieldOf, unitOf, units } from "./fields.js";
import { send, typed } from "./sending.js";
import { allStates, isDirty, knownState, stateOf } from "./state.js";

export function listenForTyping() {
  document.addEventListener("input", (event) => {
    const unit = unitOf(event);
    if (unit && isFieldOf(unit, event.target)) typed(unit);
  });

  document.addEventListener("change", (event) => {
    const unit = unitOf(event);
    if (unit && isFieldOf(unit, event.target)) typed(unit, true);
  });

  document.addEventListener("focusout", (event) => {
    const unit = unitOf(event);
    if (!unit || unit.contains(event.relatedTarget) || !knownState(unit.dataset.autosave)) return;
    if (isDirty(stateOf(unit))) typed(unit, true);
  });

  // Enter in a one-line field: save as always, instead of leaving the page.
  document.addEventListener("submit", (event) => {
    const states = allStates().filter((state) => fieldsOf(state.unit).some((field) => field.form === event.target));
    states.forEach((state) => clearTimeout(state.timer));
    if (!window.htmx || !states.length) return;
    event.preventDefault();
    states.filter(isDirty).forEach(send);
  });
}

/* Somebody may type before this script runs. */
export function sendTypedBefore() {
  for (const unit of units()) if (isDirty(stateOf(unit))) typed(unit);
}
