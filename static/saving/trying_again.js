/* The moments at which what wasn't stored has a good chance: the connection, or the person, is back. */
import { takeUpDrafts } from "./earlier_pages.js";
import { send, sendTyped, sendWaiting } from "./sending.js";
import { allStates } from "./state.js";

export function listenForReturn() {
  addEventListener("online", tryAgain);
  addEventListener("focus", tryAgain);
  document.addEventListener("loket:stored", takeUpDrafts);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") tryAgain();
    else sendTyped(); // a page in the background may be closed without a word
  });
}

function tryAgain() {
  sendWaiting();
  allStates().forEach(askAgain);
  takeUpDrafts();
}

/* Nobody could write here just now; perhaps that has changed, or the right person has logged in. */
function askAgain(state) {
  const closed = [...state.fields.values()].filter(({ stopped }) => stopped && stopped.result === "closed");
  for (const field of closed) field.stopped = null;
  if (closed.length) send(state);
}
