/* Notes on top of the page about text on this device that isn't stored and isn't in a field of this page. */
import { button, element, rescuedText } from "../page/elements.js";
import { discard } from "../page/storage.js";
import { WORDING } from "./wording.js";

const notes = new Map(); // by the key of the draft, or by the form of logging out

export function removeNote(key) {
  if (notes.has(key)) notes.get(key).remove();
  notes.delete(key);
}

/* A note that is there already stays: somebody may be about to press its button. */
export function showNote(key, text, parts) {
  const made = element("div", "note open", "");
  made.setAttribute("role", "status");
  made.append(element("p", "", text), ...parts);
  made.tabIndex = -1;
  const old = notes.get(key);
  if (old && old.textContent === made.textContent) return old;
  removeNote(key);
  (document.querySelector("main") || document.body).prepend(made);
  notes.set(key, made);
  return made;
}

export function linkTo(draft) {
  const link = element("a", "", draft.name || WORDING.open);
  link.href = draft.where;
  return link;
}

/* The text is still to be sent, from the page that it was typed on. */
export const showElsewhere = (key, draft) => showNote(key, WORDING.elsewhere, [linkTo(draft)]);

/* Nobody takes this text any more (confirmed, deleted, no access): show it, to be copied and then thrown away. */
export function showStranded(key, draft, text = WORDING.stranded) {
  const texts = Object.values(draft.fields)
    .map(({ value }) => (Array.isArray(value) ? value.join(", ") : value))
    .filter((typed) => typed.trim());
  const actions = element("div", "actions", "");
  const throwAway = () => {
    discard(key);
    removeNote(key);
  };
  actions.append(button("button quiet small", WORDING.discard, throwAway));
  const whose = element("p", "meta", "");
  if (draft.where) whose.append(linkTo(draft));
  showNote(key, text, [whose, ...texts.map(rescuedText), actions]);
}
