/* Brings back what was typed in forms for something new on pages that are no longer open. */
import { fill, holdsText, valuesOf } from "./form_fields.js";
import { asText, hasArrived, keep, leftOver, placeOf } from "./kept_forms.js";
import { showBeside } from "./left_over_notes.js";

/* Pages that open at the same moment do this one after another, or both would take the same text.
 *
 * With `last`, only when the page with that name left something.
 */
export function bringBack(last) {
  const inTurn = () => bringBackNow(last);
  return navigator.locks ? navigator.locks.request("loket:new-taking", inTurn) : inTurn();
}

/* Each text that was left comes back once: the newest in the form when that is empty, others beneath it. */
async function bringBackNow(last) {
  const forms = [...document.querySelectorAll("form[data-keep]")];
  const left = await leftOver();
  if (last && !left.some(({ key }) => key.endsWith(":" + last))) return;

  for (const form of forms) {
    const ofForm = left.filter(({ place }) => place === placeOf(form));
    showBeside(form, takeIn(form, ofForm), exchange);
  }

  // What can't be added any more: its form is gone from the page where it was typed.
  const places = forms.map(placeOf);
  const lost = left.filter(({ kept, place }) => kept.where === location.pathname && !places.includes(place));
  showBeside(null, lost.filter(({ key, kept }) => localStorage.getItem(key) && !hasArrived(kept)));
}

/* Returns what there was no place for in the form. */
function takeIn(form, left) {
  const others = [];
  for (const entry of left) {
    const { key, kept } = entry;
    const isSame = JSON.stringify(kept.values) === JSON.stringify(valuesOf(form));
    if (!isSame && hasArrived(kept)) {
      localStorage.removeItem(key);
    } else if (isSame || !holdsText(form)) {
      fill(form, kept.values);
      if (keep(form)) localStorage.removeItem(key);
    } else {
      others.push(entry);
    }
  }
  return others;
}

/* The text beneath goes into the form, and what was in the form goes beneath. */
function exchange(form, key, kept) {
  const hadText = holdsText(form);
  try {
    if (hadText) localStorage.setItem(key, asText(form));
  } catch {
    return; // there is no place to keep it
  }
  fill(form, kept.values);
  if (keep(form) && !hadText) localStorage.removeItem(key);
  bringBack();
}
