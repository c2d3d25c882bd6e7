/* When a unit is sent. One save of a unit is under way at a time; what is typed meanwhile follows. */
import { clearTrouble, say } from "./reply_line.js";
import { forget, keep } from "./drafts.js";
import { allStates, isDirty, RETRY, stateOf } from "./state.js";
import { valuesOf } from "./fields.js";
import { WORDING } from "./wording.js";

// All in milliseconds.
const QUIET = 1200; // after the last key
const SOON = 150; // after a choice, and on leaving a unit
const LONGEST_WAIT = 8000; // between the first key and sending
const RETRY_MOST = 20000;
const LAST_CHANCE = 3000; // how long logging out waits

/* Something was typed or chosen: keep it at once and send it after a pause. */
export function typed(unit, soon) {
  const state = stateOf(unit);
  keep(state);
  if (state.conflict) return;

  state.since = state.since || Date.now();
  const left = Math.max(0, LONGEST_WAIT - (Date.now() - state.since));
  clearTimeout(state.timer);
  state.timer = setTimeout(() => send(state), Math.min(soon ? SOON : QUIET, left));
}

/* htmx sends it: htmx_requests.js says what goes along and what to do with the reply. */
export function send(state) {
  clearTimeout(state.timer);
  state.timer = null;
  state.waiting = false;
  if (state.sent || state.conflict || !state.unit.isConnected) return;

  if (!isDirty(state)) {
    clearTrouble(state);
    forget(state);
    state.since = null;
    return;
  }
  state.step += 1;
  state.sent = valuesOf(state.unit);
  keep(state);
  say(state, "saving", WORDING.saving);
  if (window.htmx) window.htmx.trigger(state.unit, "loket:save");
  else state.sent = null;
}

/* It didn't arrive: again, each time after a longer pause. */
export function sendLater(state) {
  clearTimeout(state.timer);
  state.waiting = true;
  state.timer = setTimeout(() => send(state), state.wait);
  state.wait = Math.min(RETRY_MOST, state.wait * 2);
}

export function sendWaiting() {
  for (const state of allStates()) {
    if (!state.waiting || state.sent) continue;
    state.wait = RETRY;
    send(state);
  }
}

/* What is only waiting for a pause in typing. */
export function sendTyped() {
  for (const state of allStates()) if (state.timer && !state.waiting) send(state);
}

/* Logging out waits for what can be sent now. */
export async function sendAll() {
  const end = Date.now() + LAST_CHANCE;
  const unsaved = allStates().filter((state) => isDirty(state) && !state.conflict);
  unsaved.forEach(send);
  while (unsaved.some((state) => state.sent) && Date.now() < end) {
    await new Promise((done) => setTimeout(done, 50));
  }
}
