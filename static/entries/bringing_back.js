/* Brings back what was typed in forms for something new on pages that are no longer open. */
import { hasArrived, isWhole } from "../page/arriving.js";
import { newName, takeLock } from "../page/lock.js";
import { discard, store, stored } from "../page/storage.js";
import { isUsed } from "./arrived.js";
import { fieldsOf, fill, holdsText, setOver } from "./form_fields.js";
import { adopt, draftOf, draftsKept, keep, placeOf, typedIn } from "./kept_forms.js";
import { showBeside } from "./left_over_notes.js";
import { NEW_FORM, NEW_LOCK } from "./storage.js";

const taken = new Map(); // by key: what this page holds the lock of, beneath its forms

export const namesBeneath = () => [...taken.values()].map(({ name }) => name);

/* Each text that was left comes back once: the newest in the form when that is empty, others beneath it. None waits for
 * another one, of which the server may be slow to say whether it arrived.
 *
 * With `names`, only drafts with these names.
 */
export async function bringBack(names) {
  await Promise.all(draftsKept().filter(({ name }) => !names || names.includes(name)).map(bringBackOne));
}

async function bringBackOne(entry) {
  const form = [...document.querySelectorAll("form[data-keep]")].find((one) => placeOf(one) === entry.place);
  // Of half a form the rest of the text would be lost, and on half a page the form may be missing.
  const isHere = form ? hasArrived(form) : isWhole();
  if (taken.has(entry.key) || !isHere || !(await takeEntry(entry))) return;
  if (form && !holdsText(form)) putIn(form, entry);
  showLeft();
}

/* Returns whether this page has it from now on: nobody else is at it, and it isn't known to have arrived. */
async function takeEntry(entry) {
  const giveBack = await takeLock(NEW_LOCK + entry.name, entry.kept.at);
  if (!giveBack) return false;
  entry.kept = stored(entry.key);
  const isAdded = entry.kept && entry.kept.isSent && (await isUsed(entry.kept.token)) === true;
  if (!entry.kept || isAdded) {
    if (isAdded) discard(entry.key);
    giveBack();
    return false;
  }
  taken.set(entry.key, entry);
  return true;
}

function putIn(form, { key, name, kept }) {
  taken.delete(key);
  fill(form, kept.values, kept.isPart);
  setOver(form, kept.over);
  keepApart(form, kept);
  // An earlier version of the portal kept texts without a token.
  adopt(form, { name, token: kept.token || newName(), isSent: false, wasSent: !!kept.isSent });
  keep(form);
}

/* A text of which the form has no field, such as that of a row more, becomes a draft of its own. */
function keepApart(form, kept) {
  const values = missing(form, kept);
  if (!values.length) return;
  const place = placeOf(form);
  const name = newName();
  const apart = NEW_FORM + place + ":" + name;
  const rest = { ...kept, values, token: newName(), isSent: false, isPart: true };
  store(apart, rest);
  taken.set(apart, { key: apart, name, place, kept: rest });
}

/* A tick alone is no text. */
function missing(form, kept) {
  const names = fieldsOf(form).map((field) => field.name);
  return kept.values.filter(([name, value]) => !names.includes(name) && value.trim() && value !== "on");
}

/* What there was no place for in a form. */
function showLeft() {
  const left = [...taken.values()];
  const forms = [...document.querySelectorAll("form[data-keep]")];
  const actions = { use: exchange, discard: throwAway };
  for (const form of forms) {
    showBeside(form, left.filter(({ place }) => place === placeOf(form)), actions);
  }
  // What can't be added any more: its form is gone from the page where it was typed.
  const places = forms.map(placeOf);
  const lost = left.filter(({ kept, place }) => kept.where === location.pathname && !places.includes(place));
  showBeside(null, lost, actions);
}

/* The text beneath goes into the form, and what was in the form goes beneath. */
function exchange(form, entry) {
  if (entry.kept.isPart) {
    if (missing(form, entry.kept).length) return; // there is no row for it yet
    fill(form, entry.kept.values, true);
    typedIn(form);
    throwAway(entry);
    return;
  }
  if (holdsText(form)) {
    if (!keep(form)) return; // there is no place to keep it
    const { name, isSent, wasSent } = draftOf(form);
    const key = entry.key.slice(0, -entry.name.length) + name;
    taken.set(key, { key, name, place: entry.place, kept: { ...stored(key), isSent: isSent || wasSent } });
  }
  putIn(form, entry);
  showLeft();
}

function throwAway({ key }) {
  discard(key);
  taken.delete(key);
  showLeft();
}
