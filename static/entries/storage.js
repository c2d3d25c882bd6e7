/* Under which keys forms for something new are kept in this browser. */
import { person } from "../page/person.js";

export const NEW_FORM = "loket:new:" + person + ":"; // then the form's address, and the name of its page
export const SENT = "loket:sent"; // in this tab: the key of the form that was sent last
export const LAST_PAGE = "loket:last"; // in this tab: the name of the page before this one
