/* The moments at which what wasn't stored has a good chance: the connection, or the person, is back. */
import { takeUpDrafts } from "./earlier_pages.js";
import { hasNotes } from "./notes.js";
import { sendTyped, sendWaiting } from "./sending.js";

export function listenForReturn() {
  addEventListener("online", tryAgain);
  addEventListener("focus", tryAgain);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") tryAgain();
    else sendTyped(); // a page in the background may be closed without a word
  });
}

function tryAgain() {
  sendWaiting();
  if (hasNotes()) takeUpDrafts();
}
