/* The page goes away: what isn't stored yet goes along in one last request, which the browser finishes by itself. */
import { post } from "./request.js";
import { prepared, receive, sendWaiting } from "./sending.js";
import { allStates, hasUnsaved } from "./state.js";

export function listenForLeaving() {
  addEventListener("pagehide", () => allStates().forEach(sendLast));

  // Back and forward can show this page as it was left. Meanwhile another page may have sent its text and typed on.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (allStates().some(isOnlyHere) || document.querySelector("form[data-unkept]")) sendWaiting();
    else location.reload();
  });

  // The browser keeps nothing for us, so leaving would lose the text: it asks first.
  addEventListener("beforeunload", (event) => {
    if (allStates().some(isOnlyHere)) event.preventDefault();
  });
}

export const isOnlyHere = (state) => state.isUnkept && hasUnsaved(state);

/* A save that is under way is broken off with the page. The same text goes again under its own number. */
async function sendLast(state) {
  clearTimeout(state.timer);
  state.timer = null;
  const fields = prepared(state);
  // When it fails the next page sends the draft.
  if (fields) receive(state, fields, await post(state.url, state.set, fields, true));
}
