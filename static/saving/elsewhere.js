/* A draft of which the fields aren't on this page goes to the server as it is. */
import { discard, store, stored } from "../page/storage.js";
import { isGoingOn } from "./going_on.js";
import { removeNote, showElsewhere, showStranded } from "./notes.js";
import { isStored, post, resultFor } from "./request.js";
import { numbered } from "./steps.js";

// With these the server says that it won't take the text now, wherever it is typed.
const NOT_TAKEN = ["closed", "gone", "not_asked"];

export async function sendElsewhere(key, draft) {
  const due = unheard(draft.fields);
  const sent = {};
  for (const [name, field] of Object.entries(due)) sent[name] = numbered(field, field.value);
  const isKept = !!key && store(key, draft);

  const reply = Object.keys(sent).length ? await post(draft.url, draft.set, sent) : {};
  // Thrown away while it was under way: it doesn't come back.
  if (isKept && !stored(key)) return;
  let isTaken = true;
  for (const [name, field] of Object.entries(due)) {
    const told = resultFor(reply, name, sent[name]);
    if (told && isStored(told)) field.isHeard = true;
    if (told && NOT_TAKEN.includes(told.result)) isTaken = false;
  }
  if (isKept && isGoingOn()) {
    store(key, draft);
    return;
  }
  draft.fields = unheard(draft.fields);
  if (!Object.keys(draft.fields).length) {
    removeNote(key);
    discard(key);
    return;
  }
  if (key) store(key, draft);
  // Without a key the browser keeps nothing, so the text itself has to be on the page.
  if (isTaken && key) showElsewhere(key, draft);
  else showStranded(key, draft);
}

/* What the server said that it has stays in a draft only for a page that was made before. */
const unheard = (fields) => Object.fromEntries(Object.entries(fields).filter(([, { isHeard }]) => !isHeard));
