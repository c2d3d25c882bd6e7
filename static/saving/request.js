/* One save as a request. */
import { person } from "../page/person.js";
import { ask } from "../page/saved_reply.js";

// Browsers refuse a longer body that has to outlive its page.
const KEEPALIVE_MOST = 60000; // bytes

export async function post(url, set, fields, isLeaving) {
  const body = JSON.stringify({ person, set, fields });
  if (isLeaving && new Blob([body]).size > KEEPALIVE_MOST) return { failed: "offline" };
  return ask(url, {
    method: "POST",
    body,
    keepalive: !!isLeaving,
    headers: { "Content-Type": "application/json" },
  });
}

const DIGEST_TOO = ["stored", "already", "newer", "conflict"];
const VALUE_TOO = ["newer", "conflict"];

/* What the reply says of a field that was sent, or null when it says nothing that holds for this save. */
export function resultFor(reply, name, sent) {
  const told = reply.fields && reply.fields[name];
  if (!told || told.page !== sent.page || told.step !== sent.step || !told.result) return null;
  if (DIGEST_TOO.includes(told.result) && typeof told.stored !== "string") return null;
  if (!VALUE_TOO.includes(told.result)) return told;
  if (told.value === undefined || told.value === null) return null;
  return { ...told, value: Array.isArray(told.value) ? [...told.value].sort() : told.value };
}

export const isStored = (told) => told.result === "stored" || told.result === "already";
export const areTwoTexts = (told) => told.result === "newer" || told.result === "conflict";
