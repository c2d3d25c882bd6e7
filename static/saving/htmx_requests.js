/* What goes along with a save that htmx sends, and what its reply means. */
import { csrfToken } from "../page/csrf.js";
import { person } from "../page/person.js";
import { countAnswered } from "./answered.js";
import { handleChoice, isChoice } from "./conflict.js";
import { forget, keep } from "./drafts.js";
import { same, unitOf, valuesOf } from "./fields.js";
import { isRefused, say } from "./reply_line.js";
import { send, sendLater, typed } from "./sending.js";
import { isDirty, RETRY, stateOf } from "./state.js";
import { takeInStored } from "./stored.js";
import { WORDING } from "./wording.js";

export function listenToHtmx() {
  document.addEventListener("htmx:configRequest", (event) => {
    const unit = unitOf(event);
    if (unit) prepare(unit, event);
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const unit = unitOf(event);
    if (!unit) return;
    const { xhr } = event.detail;
    if (isChoice(event)) handleChoice(stateOf(unit), xhr.status);
    else handleReply(stateOf(unit), xhr);
  });
}

function prepare(unit, event) {
  const state = stateOf(unit);
  const { headers, parameters } = event.detail;
  // A choice between two texts comes from its button, and brings its own revision.
  const choosing = event.target !== unit;

  headers["X-CSRFToken"] = csrfToken();
  delete parameters.csrfmiddlewaretoken;
  parameters.person = person;
  parameters.editor = choosing ? "" : state.editor;
  parameters.step = state.step;
  if (state.set) parameters.set = state.set;
  parameters[unit.dataset.prefix + "served"] = state.served || "";
  if (!choosing) parameters[unit.dataset.prefix + "revision"] = state.revision;
}

function handleReply(state, xhr) {
  const sent = state.sent;
  state.sent = null;
  if (xhr.status >= 200 && xhr.status < 300) {
    handleStored(state, sent, xhr);
  } else if (xhr.status === 409) {
    // Both texts are in the reply, to choose from.
    state.conflict = true;
  } else if (xhr.status === 401 || /data-session=/.test(xhr.responseText)) {
    // The session is over: the reply has a link to log in.
    sendLater(state);
  } else if (xhr.status >= 400 && xhr.status < 500) {
    handleRefused(state, sent, xhr);
  } else {
    // Without a reply the status is 0.
    say(state, "waiting", xhr.status ? WORDING.error : WORDING.offline);
    sendLater(state);
  }
}

function handleStored(state, sent, xhr) {
  if (!takeInStored(state, sent, xhr.responseText)) state.saved = sent;
  state.wait = RETRY;
  state.since = null;
  if (isDirty(state)) {
    keep(state);
    send(state);
  } else {
    forget(state);
  }
  countAnswered();
}

/* Nothing is stored, or all but the fields that can't be. */
function handleRefused(state, sent, xhr) {
  if (!isRefused(state)) say(state, "refused", WORDING.refused);
  if (takeInStored(state, sent, xhr.responseText)) {
    keep(state);
    countAnswered();
  }
  if (!same(valuesOf(state.unit), sent)) typed(state.unit);
}
