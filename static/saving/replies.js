/* What a reply means for the fields that were sent. The results are in docs/decisions/0005-saving.md. */
import { fill, same, valueOf } from "./fields.js";
import { areTwoTexts, isStored, resultFor } from "./request.js";
import { deletedAgain, isBack, RESTORE } from "./putting_back.js";
import { answered } from "./steps.js";

/* Returns whether all fields that were sent got an answer. */
export function takeIn(state, sentFields, reply) {
  let isWhole = true;
  for (const [name, sent] of Object.entries(sentFields)) {
    const told = resultFor(reply, name, sent);
    const field = state.fields.get(name);
    if (!told) isWhole = false;
    // What was answered before, by the reply to a later save, is over.
    else if (field && field.unanswered.includes(sent.step)) judge(state, name, field, sent, told);
  }
  return isWhole;
}

function judge(state, name, field, sent, told) {
  if (isStored(told)) {
    takeStored(state, field, sent, told);
    if (name === RESTORE) isBack(state);
  } else if (sent.step !== field.step) {
    // A newer save of this field is under way: its reply decides.
  } else if (name === RESTORE) {
    deletedAgain(state, told);
  } else if (isOvertaken(field, sent, told) && fill(field.controls, told.value)) {
    Object.assign(field, { served: told.stored, stored: told.value, isHeard: false });
    answered(field, sent.step);
  } else if (areTwoTexts(told) && same(told.value, valueOf(field.controls))) {
    sendAnew(field, told.stored);
  } else {
    field.stopped = { ...told, typed: sent.value };
  }
}

/* It was stored, the page before this one heard so, and who put another text there saw it. Nobody has to choose. */
const isOvertaken = (field, sent, told) =>
  field.isHeard && areTwoTexts(told) && same(sent.value, valueOf(field.controls));

function takeStored(state, field, sent, told) {
  field.served = told.stored;
  field.stored = sent.value;
  field.stopped = null;
  field.isHeard = false;
  field.unprinted = told.unprinted || "";
  field.personal = told.personal || "";
  answered(field, sent.step);
  state.savedAt = told.time || "";
  state.isCleaned = !!told.cleaned;
}

/* The text was typed over the one with this digest now: a save of its own, also when the text is the same. */
export function sendAnew(field, served) {
  Object.assign(field, { served, stored: undefined, sent: undefined, stopped: null });
}
