/* Notes on top of the page about text on this device that isn't stored and isn't in a field of this page. */
import { button, element, rescuedText } from "../page/elements.js";
import { WORDING } from "./wording.js";

const notes = new Map(); // by the key of the draft, or by the form of logging out

export const hasNotes = () => notes.size > 0;

export function removeNote(key) {
  if (notes.has(key)) notes.get(key).remove();
  notes.delete(key);
}

export function showNote(key, text, parts) {
  const made = element("div", "note open", "");
  made.setAttribute("role", "status");
  made.append(element("p", "", text), ...parts);
  made.tabIndex = -1;
  document.querySelector("main").prepend(made);
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
export function showStranded(key, draft) {
  const names = draft.changed || Object.keys(draft.values);
  const texts = names.map((name) => draft.values[name]).filter((text) => typeof text === "string" && text.trim());

  const actions = element("div", "actions", "");
  const discard = () => {
    localStorage.removeItem(key);
    removeNote(key);
  };
  actions.append(button("button quiet small", WORDING.discard, discard));
  showNote(key, WORDING.stranded, [element("p", "meta", draft.name || ""), ...texts.map(rescuedText), actions]);
}
