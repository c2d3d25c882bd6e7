/* The numbers of saves. `field` is the state of a field, or of one in a draft. */
import { same } from "./fields.js";

/* Returns what goes to the server for a field that holds this value, and remembers that it went.
 *
 * The same text goes again under its own number: under a new one it would undo what somebody stored meanwhile. Numbers
 * follow the clock, so that two tabs never use one number for two texts.
 */
export function numbered(field, value) {
  if (!field.step || !same(value, field.sent)) {
    field.step = Math.max(field.step + 1, Date.now());
    field.sent = value;
    field.isHeard = false;
  }
  const unanswered = field.unanswered.filter((step) => step !== field.step);
  field.unanswered = [...unanswered, field.step];
  return { value, page: field.page, step: field.step, served: field.served, unanswered };
}

/* This text and all that this draft sent before it are answered. */
export function answered(field, step) {
  field.unanswered = field.unanswered.filter((one) => one > step);
}
