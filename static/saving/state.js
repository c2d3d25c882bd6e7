/* What this page knows about each unit: what is stored, what is being sent, and from which version it was typed.
 *
 * Each page load has a name of its own (`editor`) and numbers its saves (`step`): that is how the server tells a save
 * that was sent twice or came late from a colleague's (assessments/saving/revisions.py). `served` says what each field
 * held when the page was made: that is how the server tells what was typed here from what was only shown
 * (assessments/saving/conflicts.py). `set` is the version of the questions that the text was typed under.
 */
import { newName } from "../page/lock.js";
import { person } from "../page/person.js";
import { hiddenField, same, servedValuesOf, valuesOf } from "./fields.js";

export const page = newName();
export const DRAFT = "loket:draft:" + person + ":";
export const RETRY = 5000; // milliseconds until the first new try

const states = new Map(); // by address

export const allStates = () => [...states.values()];
export const knownState = (url) => states.get(url);

export function stateOf(unit) {
  const url = unit.dataset.autosave;
  const known = states.get(url);
  if (known && known.unit === unit) return known;

  const revision = hiddenField(unit, "revision");
  const served = hiddenField(unit, "served");
  const state = {
    unit,
    url,
    key: DRAFT + url + ":" + page, // of its draft in localStorage

    revision: Number(revision ? revision.value : 0),
    served: served ? served.value : "",
    editor: page,
    step: known ? known.step : 0,
    set: unit.dataset.set,

    // What came back with errors or a conflict isn't stored.
    saved: unit.querySelector(".error, .conflict") ? {} : servedValuesOf(unit),
    sent: null, // the values that are under way
    waiting: false, // for a new try
    conflict: !!unit.querySelector(".conflict"),
    unkept: false, // the browser refused the draft

    timer: null,
    since: null, // when the oldest text that isn't sent was typed
    wait: RETRY,
  };
  states.set(url, state);
  return state;
}

export const isDirty = (state) => !same(valuesOf(state.unit), state.saved);
