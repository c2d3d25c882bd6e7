/* The typed text of a unit, kept in this browser until the server has it.
 *
 * It is kept at every key and before each request, under the person's own key, so that it survives a closed tab, a lost
 * connection and an ended session, and so that nobody else who uses this device sends it. The name belongs to the draft
 * and not to the page: who takes it up goes on under its name, which is how the server knows it for the same text.
 */
import { newName, takeLock } from "../page/lock.js";
import { person } from "../page/person.js";
import { discard, store, stored, storedKeys } from "../page/storage.js";
import { valueOf } from "./fields.js";
import { isGoingOn } from "./going_on.js";
import { allStates, unsavedFields } from "./state.js";
import { nameOf } from "./unit_name.js";

export const DRAFT = "loket:typed:" + person + ":";
const LOCK = "loket:draft:";

const keyOf = (url, name) => DRAFT + url + ":" + name;
export const nameIn = (key) => key.slice(key.lastIndexOf(":") + 1);
export const lockDraft = (key, at) => takeLock(LOCK + nameIn(key), at);

export function keep(state) {
  const unsaved = unsavedFields(state).filter(([, field]) => field.controls.length);
  if (!unsaved.length) {
    if (state.draft && !isGoingOn()) discard(keyOf(state.url, state.draft));
    state.isUnkept = false;
    return;
  }
  if (!state.draft) {
    state.draft = newName();
    lockDraft(state.draft, 0);
  }
  const known = isGoingOn() && stored(keyOf(state.url, state.draft));
  const fields = known ? known.fields : {};
  for (const [name, field] of unsaved) {
    field.page = field.page || state.draft;
    const { page, step, sent, served, unanswered } = field;
    fields[name] = { value: valueOf(field.controls), page, step, sent, served, unanswered };
  }
  const about = { url: state.url, set: state.set, name: nameOf(state.unit), where: placeOf(state.unit) };
  state.isUnkept = !store(keyOf(state.url, state.draft), { ...about, at: Date.now(), fields });
}

const placeOf = (unit) => location.pathname + "#" + (unit.id || "");

/* Keeps a draft apart that no unit of this page holds. Returns its key, or "" when the browser refuses. */
export function keepApart(draft) {
  const key = keyOf(draft.url, newName());
  return store(key, draft) ? key : "";
}

/* What other pages kept, open ones too, the newest first. */
export function draftsElsewhere() {
  const own = allStates().map((state) => keyOf(state.url, state.draft));
  return storedKeys(DRAFT)
    .filter((key) => !own.includes(key))
    .map((key) => ({ key, draft: stored(key) }))
    .filter(({ draft }) => draft && draft.url && draft.fields)
    .sort((left, right) => right.draft.at - left.draft.at);
}
