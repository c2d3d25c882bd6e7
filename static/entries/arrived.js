/* Whether a form for something new that was sent has arrived: the server knows its token then. Its text is no longer
 * needed.
 */
import { takeLock } from "../page/lock.js";
import { ask } from "../page/saved_reply.js";
import { discard, stored, storedKeys } from "../page/storage.js";
import { draftIn, NEW_FORM, NEW_LOCK } from "./storage.js";

/* Returns true or false, or null when the server doesn't say. */
export async function isUsed(token) {
  const reply = await ask(`/eenmalig/${encodeURIComponent(token)}/`, { method: "GET" });
  return reply.token === token && typeof reply.used === "boolean" ? reply.used : null;
}

/* For pages without such a form. */
export async function forgetArrived() {
  for (const key of storedKeys(NEW_FORM)) {
    const kept = stored(key);
    if (!kept || !kept.isSent || !kept.token) continue;
    const giveBack = await takeLock(NEW_LOCK + draftIn(key), kept.at);
    if (!giveBack) continue;
    if ((await isUsed(kept.token)) === true) discard(key);
    giveBack();
  }
}
