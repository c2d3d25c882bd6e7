/* The page goes away: what isn't stored yet goes along in one last request, which the browser finishes by itself. */
import { keep } from "./drafts.js";
import { same, valuesOf } from "./fields.js";
import { post } from "./request.js";
import { allStates, isDirty } from "./state.js";

export function listenForLeaving() {
  addEventListener("pagehide", () => {
    for (const state of allStates()) {
      if (!state.conflict && state.unit.isConnected && isDirty(state)) sendLast(state);
    }
  });

  // The browser keeps nothing for us, so leaving would lose the text: it asks first.
  addEventListener("beforeunload", (event) => {
    if (allStates().some((state) => state.unkept && isDirty(state))) event.preventDefault();
  });
}

function sendLast(state) {
  const values = valuesOf(state.unit);
  clearTimeout(state.timer);
  state.timer = null;
  // The save that is under way may hold the same text; then this is that save again.
  if (!state.sent || !same(state.sent, values)) state.step += 1;
  keep(state);
  // When it fails the next page sends the draft.
  post(state.url, values, { ...state, prefix: state.unit.dataset.prefix }, true).catch(() => {});
}
