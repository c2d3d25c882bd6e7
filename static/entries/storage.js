/* Under which keys forms for something new are kept in this browser. */
import { person } from "../page/person.js";

// Then the form's address, and the name of the draft.
export const NEW_FORM = "loket:new:" + person + ":";
export const NEW_LOCK = "loket:new-form:"; // then the name of the draft
const LEFT = "loket:left"; // in this tab: the names of the drafts of the page before this one

export const placeIn = (key) => key.slice(NEW_FORM.length, key.lastIndexOf(":"));
export const draftIn = (key) => key.slice(key.lastIndexOf(":") + 1);

/* Only a help for the next page in this tab, so it may fail. */
export function rememberLeft(names) {
  try {
    sessionStorage.setItem(LEFT, JSON.stringify(names));
  } catch {
    // Then the next page finds these drafts when it is loaded, or the one after it.
  }
}

export function namesLeft() {
  try {
    return JSON.parse(sessionStorage.getItem(LEFT)) || [];
  } catch {
    return [];
  }
}
