/* Forms for something new, kept in this browser at every key until the server has them.
 *
 * A form counts once: the server does nothing for a token that it knows. So the token belongs to the draft, and not to
 * the page: who takes a draft up sends it under its own token, and a text that was typed after sending is another
 * draft.
 */
import { newName, takeLock } from "../page/lock.js";
import { discard, store, stored, storedKeys } from "../page/storage.js";
import { pageTitle } from "../page/title.js";
import { cameBack, holdsText, overOf, setToken, tokenOf, valuesOf } from "./form_fields.js";
import { draftIn, NEW_FORM, NEW_LOCK, placeIn } from "./storage.js";

const drafts = new Map(); // by form: what this page has in it

/* The address that the form is sent to; a form without one is sent to its own page. */
export const placeOf = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;
const keyOf = (form, draft) => NEW_FORM + placeOf(form) + ":" + draft.name;

/* A form that came back with errors made nothing, so its token is still good. */
export function draftOf(form) {
  if (!drafts.has(form)) adopt(form, newDraft(cameBack(form) && tokenOf(form)));
  return drafts.get(form);
}

function newDraft(token) {
  const name = newName();
  takeLock(NEW_LOCK + name, 0);
  return { name, token: token || newName(), isSent: false, wasSent: false };
}

/* `wasSent` says that the draft was sent by another page, and that it isn't known to have arrived. */
export function adopt(form, draft) {
  drafts.set(form, draft);
  setToken(form, draft.token);
}

/* Something was typed. What was sent may have arrived as it was. */
export function typedIn(form) {
  const draft = draftOf(form);
  if (draft.isSent) adopt(form, newDraft());
  else if (draft.wasSent) adopt(form, { ...draft, token: newName(), wasSent: false });
  keep(form);
}

/* Returns whether the browser holds what the form holds. */
export function keep(form) {
  const draft = draftOf(form);
  if (!holdsText(form)) discard(keyOf(form, draft));
  const isKept = !holdsText(form) || store(keyOf(form, draft), recordOf(form, draft));
  if (isKept) delete form.dataset.unkept;
  else form.dataset.unkept = nameOf(form);
  return isKept;
}

export function markSent(form) {
  const draft = draftOf(form);
  draft.isSent = true;
  setToken(form, draft.token);
  keep(form);
}

function recordOf(form, { token, isSent, wasSent }) {
  return {
    values: valuesOf(form),
    over: overOf(form),
    token,
    isSent: isSent || wasSent,
    where: location.pathname,
    name: nameOf(form),
    at: Date.now(),
  };
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
    .map((title) => title.textContent.replace(/\s+/g, " ").trim());
  return pageTitle() + (titles.length ? ": " + titles.join(", ") : "");
}

/* Forms that came back: what the page before this one kept of them is the same text. When somebody typed on, and the
 * browser sent the first text again, it is another one, with a token of its own.
 */
export function forgetSameToken(form) {
  const here = valuesOf(form).map(String);
  for (const key of storedKeys(NEW_FORM)) {
    const kept = stored(key);
    if (!kept || kept.token !== tokenOf(form) || key === keyOf(form, draftOf(form))) continue;
    // What came back may have a row more.
    if (kept.values.every((pair) => here.includes(String(pair)))) discard(key);
    else store(key, { ...kept, token: newName(), isSent: false });
  }
}

export const namesHere = () => [...drafts.values()].map((draft) => draft.name);

/* What pages kept, open ones too, except what this page has in a form; the newest first. */
export function draftsKept() {
  const own = namesHere();
  return storedKeys(NEW_FORM)
    .map((key) => ({ key, name: draftIn(key), place: placeIn(key), kept: stored(key) }))
    .filter(({ kept, name }) => kept && kept.values && !own.includes(name))
    .sort((left, right) => (right.kept.at || 0) - (left.kept.at || 0));
}
