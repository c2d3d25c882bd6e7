/* When a unit is sent. One save of a unit is under way at a time; what is typed meanwhile follows. */
import { countAnswered } from "./answered.js";
import { keep } from "./drafts.js";
import { valueOf } from "./fields.js";
import { takeIn } from "./replies.js";
import { post } from "./request.js";
import { show } from "./reply_line.js";
import { allStates, fieldsToSend, hasUnsaved, RETRY, stateOf, unsavedFields } from "./state.js";
import { numbered } from "./steps.js";

// All in milliseconds.
const QUIET = 1200; // after the last key
const SOON = 150; // after a choice, and on leaving a unit
const LONGEST_WAIT = 8000; // between the first key and sending
const RETRY_MOST = 20000;
const LAST_CHANCE = 3000; // how long logging out waits

/* Something was typed or chosen: keep it at once and send it after a pause. */
export function typed(unit, isSoon) {
  const state = stateOf(unit);
  keep(state);
  show(state, isSoon);
  if (!fieldsToSend(state).length) return;

  state.since = state.since || Date.now();
  const left = Math.max(0, LONGEST_WAIT - (Date.now() - state.since));
  clearTimeout(state.timer);
  state.timer = setTimeout(() => send(state), Math.min(isSoon ? SOON : QUIET, left));
}

export async function send(state) {
  clearTimeout(state.timer);
  Object.assign(state, { timer: null, isWaiting: false });
  if (state.isSending) return;
  const fields = prepared(state);
  if (!fields) {
    Object.assign(state, { since: null, trouble: null });
    show(state, true);
    return;
  }
  state.isSending = true;
  show(state, true);
  const reply = await post(state.url, state.set, fields);
  state.isSending = false;
  receive(state, fields, reply);
}

/* Returns the fields to send, numbered and kept under their numbers; null when there are none. */
export function prepared(state) {
  const due = fieldsToSend(state);
  const fields = {};
  if (due.length) {
    // What isn't asked now goes along: a next version may ask it again.
    const notAsked = unsavedFields(state).filter(([, { stopped }]) => stopped && stopped.result === "not_asked");
    for (const [name, field] of [...due, ...notAsked]) {
      field.page = field.page || state.draft;
      fields[name] = numbered(field, valueOf(field.controls));
    }
  }
  keep(state);
  return due.length ? fields : null;
}

export function receive(state, fields, reply) {
  if (reply.session === "stale" && !state.isRenewed) {
    // It brought a new token.
    state.isRenewed = true;
    send(state);
    return;
  }
  const isWhole = !!reply.fields && takeIn(state, fields, reply);
  state.isRenewed = false;
  state.trouble = isWhole ? null : { failed: "error", ...reply };
  if (!reply.fields && !reply.failed && !reply.session) stopAll(state, fields);
  keep(state);
  countAnswered();
  if (isWhole) sendTheRest(state);
  else if (fieldsToSend(state).length) sendLater(state);
  show(state, true);
}

function sendTheRest(state) {
  Object.assign(state, { wait: RETRY, since: null });
  if (fieldsToSend(state).length) send(state);
  else if (!hasUnsaved(state)) document.dispatchEvent(new Event("loket:stored"));
}

/* The server could make nothing of it. The same again would fail again. */
function stopAll(state, fields) {
  for (const [name, sent] of Object.entries(fields)) {
    state.fields.get(name).stopped = { result: "unreadable", message: state.trouble.message, typed: sent.value };
  }
  state.trouble = null;
}

/* It didn't arrive: again, each time after a longer pause. */
function sendLater(state) {
  clearTimeout(state.timer);
  state.isWaiting = true;
  state.timer = setTimeout(() => send(state), state.wait);
  state.wait = Math.min(RETRY_MOST, state.wait * 2);
}

export function sendWaiting() {
  for (const state of allStates()) {
    if (!state.isWaiting || state.isSending) continue;
    state.wait = RETRY;
    send(state);
  }
}

/* What is only waiting for a pause in typing. */
export function sendTyped() {
  for (const state of allStates()) if (state.timer && !state.isWaiting) send(state);
}

/* Logging out waits for what can be sent now. */
export async function sendAll() {
  const end = Date.now() + LAST_CHANCE;
  const unsaved = allStates().filter((state) => fieldsToSend(state).length);
  unsaved.forEach(send);
  while (unsaved.some((state) => state.isSending) && Date.now() < end) {
    await new Promise((done) => setTimeout(done, 50));
  }
}
