/* The typed text of a unit, kept in this browser until the server has it.
 *
 * It is kept at every key, under the person's own key, so that it survives a closed tab, a lost connection and an ended
 * session, and so that nobody else who uses this device sends it.
 */
import { heldLocks, holdLock } from "../page/lock.js";
import { same, valuesOf } from "./fields.js";
import { say } from "./reply_line.js";
import { DRAFT, page } from "./state.js";
import { nameOf } from "./unit_name.js";
import { WORDING } from "./wording.js";

const OPEN = "loket:page:";
// Without locks, a draft this old is taken to be of a page that was closed.
const ABANDONED = 30000;

export const holdPage = () => holdLock(OPEN + page);

export function keep(state) {
  const values = valuesOf(state.unit);
  const draft = {
    values,
    changed: Object.keys(values).filter((name) => !same(values[name], state.saved[name])),
    name: nameOf(state.unit),
    revision: state.revision,
    served: state.served,
    editor: state.editor,
    step: state.step,
    prefix: state.unit.dataset.prefix,
    set: state.set,
    at: Date.now(),
    where: location.pathname + "#" + (state.unit.id || ""),
    url: state.url,
  };
  try {
    localStorage.setItem(state.key, JSON.stringify(draft));
    state.unkept = false;
  } catch {
    // Full, or refused by the browser: said once.
    if (!state.unkept) say(state, "waiting", WORDING.full);
    state.unkept = true;
  }
}

export const forget = (state) => localStorage.removeItem(state.key);

/* What pages that are no longer open left to be sent, the newest first. */
export async function leftOver() {
  const open = await heldLocks();
  const found = [];
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(DRAFT)) continue;
    const owner = key.slice(key.lastIndexOf(":") + 1);
    if (owner === page || open.has(OPEN + owner)) continue;
    try {
      const draft = JSON.parse(localStorage.getItem(key));
      if (!navigator.locks && Date.now() - draft.at < ABANDONED) continue;
      if (draft && draft.url) found.push({ key, draft });
    } catch {
      localStorage.removeItem(key);
    }
  }
  return found.sort((left, right) => right.draft.at - left.draft.at);
}
