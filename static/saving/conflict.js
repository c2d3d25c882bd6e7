/* Two texts for one field: the person chooses, and the unit comes back whole. */
import { forget } from "./drafts.js";
import { unitOf, valuesOf } from "./fields.js";
import { say } from "./reply_line.js";
import { sendLater } from "./sending.js";
import { knownState, stateOf } from "./state.js";
import { WORDING } from "./wording.js";

export function isChoice(event) {
  const { requestConfig } = event.detail;
  return !!(requestConfig && requestConfig.parameters.resolve);
}

export function listenForChoices() {
  // Only a choice that was stored replaces the unit; any other answer to it goes where answers go.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const unit = isChoice(event) && event.detail.xhr.status >= 300 && unitOf(event);
    const reply = unit && unit.querySelector(".reply");
    if (reply) Object.assign(event.detail, { target: reply, swapOverride: "innerHTML" });
  });

  document.addEventListener("htmx:load", (event) => {
    if (event.target.closest && event.target.matches("[data-autosave]")) startAfresh(event.target);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest('[name="resolve"]');
    const unit = button && button.closest("[data-autosave]");
    if (!unit || !window.htmx) return;
    event.preventDefault();
    sendChoice(unit, button);
  });
}

function sendChoice(unit, button) {
  const values = { ...valuesOf(unit), resolve: button.value };
  // Which text the person saw beside their own: a third one in between is shown as well.
  const seen = unit.querySelector('.conflict [name$="-seen"]');
  if (seen) values[seen.name] = seen.value;
  values[unit.dataset.prefix + "revision"] = stateOf(unit).revision;
  const request = { source: button, target: unit, swap: "outerHTML", values };
  // What went wrong is in handleChoice.
  window.htmx.ajax("POST", unit.dataset.autosave, request).catch(() => {});
}

export function handleChoice(state, status) {
  if (status >= 200 && status < 300) {
    forget(state);
  } else if (status < 400 || status >= 500) {
    say(state, "waiting", status ? WORDING.error : WORDING.offline, true);
  } else if (status !== 409) {
    state.conflict = false;
    if (status === 401) sendLater(state);
  }
}

/* After a choice the unit is a new element: go on with what it shows. */
function startAfresh(unit) {
  const old = knownState(unit.dataset.autosave);
  if (!old || old.unit === unit) return;
  forget(old);
  clearTimeout(old.timer);
  stateOf(unit);
  const field = unit.querySelector("textarea");
  if (field) field.focus({ preventScroll: true });
}
