/* A form that ends something is about what is typed on its page too, so it waits until that is stored. */
import { sendAll } from "./sending.js";
import { allStates, hasUnsaved } from "./state.js";

const unsaved = () => allStates().find(hasUnsaved);

export async function waitForSaving(event) {
  const { target, submitter } = event;
  if (!target.matches("[data-saved-first]") || !unsaved()) return;
  event.preventDefault();
  await sendAll();
  // The line beneath the text says what is the matter.
  if (unsaved()) unsaved().unit.querySelector("textarea").focus();
  else target.requestSubmit(submitter);
}
