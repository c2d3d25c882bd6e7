/* Under which keys forms for something new are kept in this browser. */
import { person } from "../page/person.js";

export const NEW_FORM = "loket:new:" + person + ":"; // then the form's address, and the name of the draft
export const NEW_LOCK = "loket:new-form:"; // then the name of the draft

export const placeIn = (key) => key.slice(NEW_FORM.length, key.lastIndexOf(":"));
export const draftIn = (key) => key.slice(key.lastIndexOf(":") + 1);
