/* What this page knows of each field: what is stored, what was sent, and what the text was typed over.
 *
 * `served` is the server's digest of the text that this one was typed over. `page` is the name of the draft and `step`
 * the number of its newest save, `sent` the text of that save. `unanswered` are the numbers of saves of which nobody
 * knows whether they were stored. Why it takes these: docs/decisions/0005-saving.md.
 */
import { controlsOf, same, servedValue, units, valueOf } from "./fields.js";

export const RETRY = 5000; // milliseconds until the first new try

const states = new Map(); // by address

/* Only of units that something was done with. */
export const allStates = () => [...states.values()];

export function stateOf(unit) {
  const state = states.get(unit.dataset.autosave) || newState(unit);
  states.set(state.url, state);
  return takeInFields(state);
}

function newState(unit) {
  return {
    unit,
    url: unit.dataset.autosave,
    set: unit.dataset.set, // the version of the questions that was typed under
    draft: "", // the name of what this page keeps
    fields: new Map(),
    isWhole: false, // all fields have come

    isSending: false,
    isWaiting: false, // for a new try
    isUnkept: false, // the browser refused the draft
    trouble: null, // what went wrong with the last request
    savedAt: "",
    isCleaned: false,

    timer: null,
    // When the oldest text that isn't sent was typed.
    since: null,
    wait: RETRY,
  };
}

/* Its digests stand last in a unit. Half a unit has none, so what is typed in it replaces no text: both are shown.
 *
 * When the rest comes, a text gets its digest only when it was whole before somebody typed over it.
 */
function takeInFields(state) {
  if (state.isWhole) return state;
  const digests = digestsOf(state.unit);
  const unsaved = (state.unit.dataset.unsaved || "").split(" ");
  for (const [name, controls] of controlsOf(state.unit)) {
    const served = (digests && digests[name]) || "";
    const stored = unsaved.includes(name) ? undefined : servedValue(controls);
    const field = state.fields.get(name) || newField(controls, served, stored);
    state.fields.set(name, field);
    field.controls = controls;
    if (field.step) continue;
    if (same(valueOf(controls), servedValue(controls))) field.stored = stored;
    if (same(field.stored, stored)) field.served = served;
  }
  state.isWhole = !!digests;
  return state;
}

/* `stored` is the text that is known to be stored; undefined when that isn't what was served. */
export function newField(controls, served, stored) {
  return {
    controls,
    served,
    stored,
    page: "",
    step: 0,
    sent: undefined,
    unanswered: [],
    // The page before this one heard that its newest save is stored. It is only sent again to know what is stored now.
    isHeard: false,
    // Which of its characters a PDF can't show, in words.
    unprinted: "",
    // What of it looks like somebody's data, in words; undefined until the server said.
    personal: undefined,
    // The reply after which it isn't sent again: two texts, deleted, closed …
    stopped: null,
  };
}

/* A hidden input holds a version and a digest a field: "v1 text:3fa9 judgement:77b0". Returns null when it hasn't come.
 */
function digestsOf(unit) {
  const input = unit.querySelector(`[name="${CSS.escape(unit.dataset.prefix + "served")}"]`);
  const pairs = input && input.value.split(" ").slice(1);
  return pairs && Object.fromEntries(pairs.map((pair) => pair.split(":")));
}

/* The text alone isn't enough: an earlier save may be on its way and bring back what was typed then. */
export const isSaved = (field) => same(valueOf(field.controls), field.stored) && !field.unanswered.length;

export const unsavedFields = (state) => [...takeInFields(state).fields].filter(([, field]) => !isSaved(field));
export const hasUnsaved = (state) => unsavedFields(state).length > 0;

/* Units that nobody typed in have no state yet: somebody may have typed before this script ran. */
export const allUnits = () => units().map(stateOf);

/* Whether a save may have another result than the last one. */
function mayBeSent(field) {
  if (!field.stopped) return true;
  return field.stopped.result === "unreadable" && !same(valueOf(field.controls), field.stopped.typed);
}

export const fieldsToSend = (state) => unsavedFields(state).filter(([, field]) => mayBeSent(field));
