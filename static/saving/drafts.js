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
import { allStates, isSaved, unsavedFields } from "./state.js";
import { nameOf } from "./unit_name.js";

export const DRAFT = "loket:typed:" + person + ":";
const LOCK = "loket:draft:";

const keyOf = (url, name) => DRAFT + url + ":" + name;
export const nameIn = (key) => key.slice(key.lastIndexOf(":") + 1);
export const lockDraft = (key, at) => takeLock(LOCK + nameIn(key), at);

export function keep(state) {
  const unsaved = unsavedFields(state).filter(([, field]) => field.controls.length);
  const known = state.draft && isGoingOn() ? stored(keyOf(state.url, state.draft)) : null;
  if (!unsaved.length && !known) {
    if (state.draft) discard(keyOf(state.url, state.draft));
    state.isUnkept = false;
    return;
  }
  if (!state.draft) {
    state.draft = newName();
    lockDraft(state.draft, 0);
  }
  const fields = known ? heard(known.fields, state) : {};
  for (const [name, field] of unsaved) {
    field.page = field.page || state.draft;
    fields[name] = recordOf(field, valueOf(field.controls));
  }
  const about = { url: state.url, set: state.set, name: nameOf(state.unit), where: placeOf(state.unit) };
  const isKept = store(keyOf(state.url, state.draft), { ...about, at: Date.now(), fields });
  state.isUnkept = !isKept && unsaved.length > 0;
}

const recordOf = ({ page, step, sent, served, unanswered, isHeard }, value) => {
  return { value, page, step, sent, served, unanswered, isHeard };
};

/* What is stored stays in the draft for the next page (going_on.js): as it was stored, and not as it was typed for a
 * moment and typed back.
 */
function heard(fields, state) {
  for (const name of Object.keys(fields)) {
    const field = state.fields.get(name);
    if (field && field.step && isSaved(field)) fields[name] = { ...recordOf(field, field.stored), isHeard: true };
  }
  return fields;
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
