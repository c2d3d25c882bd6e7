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
  const url = unit.dataset.autosave;
  const known = states.get(url);
  if (known) return known;

  const state = {
    unit,
    url,
    set: unit.dataset.set, // the version of the questions that was typed under
    draft: "", // the name of what this page keeps
    fields: new Map(),

    isSending: false,
    isWaiting: false, // for a new try
    isUnkept: false, // the browser refused the draft
    trouble: null, // what went wrong with the last request
    savedAt: "",
    isCleaned: false,

    timer: null,
    since: null, // when the oldest text that isn't sent was typed
    wait: RETRY,
  };
  const digests = digestsOf(unit);
  const unsaved = (unit.dataset.unsaved || "").split(" ");
  for (const [name, controls] of controlsOf(unit)) {
    const stored = unsaved.includes(name) ? undefined : servedValue(controls);
    state.fields.set(name, newField(controls, digests[name] || "", stored));
  }
  states.set(url, state);
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
    unprinted: "", // which of its characters a PDF can't show, in words
    stopped: null, // the reply after which it isn't sent again: two texts, deleted, closed …
  };
}

/* A hidden input holds a version and a digest a field: "v1 text:3fa9 judgement:77b0". */
function digestsOf(unit) {
  const input = unit.querySelector(`[name="${CSS.escape(unit.dataset.prefix + "served")}"]`);
  const pairs = (input ? input.value : "").split(" ").slice(1);
  return Object.fromEntries(pairs.map((pair) => pair.split(":")));
}

/* The text alone isn't enough: an earlier save may be on its way and bring back what was typed then. */
export const isSaved = (field) => same(valueOf(field.controls), field.stored) && !field.unanswered.length;

export const unsavedFields = (state) => [...state.fields].filter(([, field]) => !isSaved(field));
export const hasUnsaved = (state) => unsavedFields(state).length > 0;

/* Units that nobody typed in have no state yet: somebody may have typed before this script ran. */
export const allUnits = () => units().map(stateOf);

/* Whether a save may have another result than the last one. */
function mayBeSent(field) {
  if (!field.stopped) return true;
  return field.stopped.result === "unreadable" && !same(valueOf(field.controls), field.stopped.typed);
}

export const fieldsToSend = (state) => unsavedFields(state).filter(([, field]) => mayBeSent(field));
