/* Drafts that pages left which are no longer open: into the fields when they are on this page, else to the server. */
import { keep, leftOver } from "./drafts.js";
import { fill, same, units } from "./fields.js";
import { removeNote, showElsewhere, showStranded } from "./notes.js";
import { post } from "./request.js";
import { send } from "./sending.js";
import { isDirty, stateOf } from "./state.js";

// With these the server says that it will never take the text.
const NEVER = [400, 403, 404, 413];

export async function takeUpDrafts() {
  const taken = new Set();
  for (const { key, draft } of await leftOver()) {
    // The newest of a unit counts.
    if (taken.has(draft.url)) continue;
    taken.add(draft.url);
    const unit = units().find((one) => one.dataset.autosave === draft.url);
    if (unit) restore(unit, key, draft);
    else await sendElsewhere(key, draft);
  }
}

/* The unit goes on as the page that was left: under its name, from its step and with what it was served. */
function restore(unit, key, draft) {
  const state = stateOf(unit);
  if (isDirty(state) || state.sent || state.conflict) return;
  localStorage.removeItem(key);
  if (same(draft.values, state.saved)) return;

  state.revision = draft.revision;
  state.served = draft.served || "";
  state.editor = draft.editor;
  state.step = draft.step;
  state.set = draft.set || state.set;
  fill(unit, draft.values);
  unit.querySelectorAll("details").forEach((part) => {
    part.open = true;
  });
  if (unit.closest("details")) unit.closest("details").open = true;
  keep(state);
  send(state);
}

async function sendElsewhere(key, draft) {
  let status = 0;
  try {
    status = (await post(draft.url, draft.values, { ...draft, step: draft.step + 1 })).status;
  } catch {
    // No connection: the note says where the text is.
  }
  removeNote(key);
  if (status >= 200 && status < 300) localStorage.removeItem(key);
  else if (NEVER.includes(status)) showStranded(key, draft);
  else showElsewhere(key, draft);
}
