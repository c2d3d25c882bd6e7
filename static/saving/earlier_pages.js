/* Drafts that pages left which are no longer open: into the fields when they are on this page, else to the server. */
import { discard, stored } from "../page/storage.js";
import { broughtBack } from "./disk.js";
import { draftsElsewhere, keepApart, lockDraft, nameIn } from "./drafts.js";
import { sendElsewhere } from "./elsewhere.js";
import { fill, same, units, valueOf } from "./fields.js";
import { send } from "./sending.js";
import { hasUnsaved, stateOf } from "./state.js";

let isBusy = false;

export async function takeUpDrafts() {
  if (isBusy) return;
  isBusy = true;
  try {
    await broughtBack;
    for (const { key, draft } of draftsElsewhere()) await takeUp(key, draft.at, unitFor(draft));
  } finally {
    isBusy = false;
  }
}

const unitFor = (draft) => units().find((unit) => unit.dataset.autosave === draft.url);

async function takeUp(key, at, unit) {
  // What is typed here goes first. The draft waits until that is stored.
  if (unit && !isFree(unit)) return;
  const giveBack = await lockDraft(key, at);
  if (!giveBack) return;
  const draft = stored(key);
  const holdsIt = !!draft && (!unit || isFree(unit)) && (await bringBack(key, draft, unit));
  if (!holdsIt) giveBack();
}

function isFree(unit) {
  const state = stateOf(unit);
  return !state.isSending && !hasUnsaved(state);
}

/* Returns whether a unit of this page holds the draft from now on. */
async function bringBack(key, draft, unit) {
  const state = unit && stateOf(unit);
  const rest = unit ? restore(draft, state) : draft.fields;
  const isRestored = !!unit && hasUnsaved(state);
  // A question that isn't asked any more, a kernpunt of a point that was deleted.
  const left = { ...draft, fields: rest };
  const isLeft = Object.keys(rest).length > 0;
  const keyOfRest = isLeft && isRestored ? keepApart(left) : key;
  if (isRestored) {
    state.draft = nameIn(key);
    state.set = draft.set || state.set;
    send(state);
  }
  if (isLeft) await sendElsewhere(keyOfRest, left);
  else if (!isRestored) discard(key);
  return isRestored;
}

/* The fields go on as the draft that was left: under its name, from its step, and over what it was typed over.
 *
 * Returns what this page has no field for.
 */
function restore(draft, state) {
  const rest = {};
  let isOther = false;
  for (const [name, { value, ...known }] of Object.entries(draft.fields)) {
    const field = state.fields.get(name);
    const shown = field && valueOf(field.controls);
    if (field && known.isHeard && (field.step || same(shown, value))) {
      // It is stored, and this page knows it or what came after it.
    } else if (field && fill(field.controls, value)) {
      Object.assign(field, known, { stored: undefined, stopped: null });
      isOther = isOther || !same(shown, value);
    } else {
      if (field) fill(field.controls, shown);
      rest[name] = { value, ...known };
    }
  }
  if (isOther) open(state.unit);
  return rest;
}

function open(unit) {
  for (const part of unit.querySelectorAll("details")) part.open = true;
  if (unit.closest("details")) unit.closest("details").open = true;
}
