/* "Zet terug" beside the text of a part that somebody deleted. It is a save like any other, of the field `deleted`. */
import { newField } from "./state.js";

export const RESTORE = "deleted";

const goneFields = (state) =>
  [...state.fields.values()].filter((field) => field.stopped && field.stopped.result === "gone");

/* What was said of the deletion, when this part is deleted. */
export const deletionOf = (state) => goneFields(state).map((field) => field.stopped)[0];

export const controlOfDeleted = (state) => goneFields(state)[0].controls[0];

export const isPuttingBack = (state) => state.fields.has(RESTORE);

/* Until it is stored the field counts as typed in. */
export function askBack(state) {
  const [gone] = goneFields(state);
  if (!gone || isPuttingBack(state)) return;
  state.fields.set(RESTORE, { ...newField([], gone.stopped.deleted, undefined), page: gone.page });
}

/* It is there again: its texts can be sent. */
export function isBack(state) {
  for (const field of goneFields(state)) field.stopped = null;
  state.fields.delete(RESTORE);
}

/* A colleague deleted it again, so the person is asked again; or putting it back isn't allowed, and the reply says why.
 */
export function deletedAgain(state, told) {
  for (const field of goneFields(state)) {
    if (told.stored) field.stopped.deleted = told.stored;
    else field.stopped = { ...told, typed: field.sent };
  }
  state.fields.delete(RESTORE);
}
