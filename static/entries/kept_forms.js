/* Forms for something new, kept in this browser: at every key, for each page apart, until the server has them. */
import { heldLocks, holdLock, newName } from "../page/lock.js";
import { pageTitle } from "../page/title.js";
import { holdsText, valuesOf } from "./form_fields.js";
import { NEW_FORM, SENT } from "./storage.js";

const OPEN = "loket:new-page:";

export const page = newName();
export const holdPage = () => holdLock(OPEN + page);

/* The same form on any page, and the form of this page. */
export const placeOf = (form) => NEW_FORM + new URL(form.action).pathname;
const keyOf = (form) => placeOf(form) + ":" + page;

/* Returns whether the browser holds what the form holds. */
export function keep(form, sent) {
  try {
    if (holdsText(form)) localStorage.setItem(keyOf(form), asText(form, sent));
    else localStorage.removeItem(keyOf(form));
    if (sent) sessionStorage.setItem(SENT, keyOf(form));
    return true;
  } catch {
    return false; // the page itself still holds the text
  }
}

export function asText(form, sent) {
  return JSON.stringify({
    values: valuesOf(form),
    where: location.pathname,
    name: nameOf(form),
    sent,
    at: Date.now(),
  });
}

/* What a person calls the form: its page, and the headings around it. */
function nameOf(form) {
  const around = [
    [form.closest("section"), "h2"],
    [form.closest("details"), "summary"],
  ];
  const titles = around
    .map(([part, title]) => part && part.querySelector(title))
    .filter(Boolean)
    .map((title) => plain(title.textContent));
  return pageTitle() + (titles.length ? ": " + titles.join(", ") : "");
}

const plain = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim();

/* Whether the texts of a form that was sent are on this page. Whether this page came after the form: added.js. */
export function hasArrived(kept) {
  const fields = [...document.querySelectorAll("main textarea, main input[type=text]")];
  const stored = new Set(fields.map((field) => plain(field.defaultValue)));
  // One word may be on the page by chance.
  const texts = kept.values.map(([, value]) => plain(value)).filter((value) => value.includes(" "));
  return !!kept.sent && texts.length > 0 && texts.every((text) => stored.has(text));
}

/* What pages that are no longer open left, the newest first. */
export async function leftOver() {
  const open = await heldLocks();
  const found = [];
  for (const key of Object.keys(localStorage)) {
    const [place, owner] = key.slice(NEW_FORM.length).split(":");
    if (!key.startsWith(NEW_FORM) || owner === page || open.has(OPEN + owner)) continue;
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      if (kept && kept.values) found.push({ key, place: NEW_FORM + place, kept });
    } catch {
      localStorage.removeItem(key);
    }
  }
  return found.sort((left, right) => (right.kept.at || 0) - (left.kept.at || 0));
}
