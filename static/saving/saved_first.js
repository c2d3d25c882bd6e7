/* A form that ends something is about what is typed on its page too, so it waits until that is stored. */
import { sendAll } from "./sending.js";
import { allStates, hasUnsaved, unsavedFields } from "./state.js";

export function listenForEnding() {
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!form.matches("form[data-saved-first]") || !allStates().some(hasUnsaved)) return;
    event.preventDefault();
    submitWhenSaved(form, submitter);
  });
}

async function submitWhenSaved(form, submitter) {
  await sendAll();
  const left = allStates().find(hasUnsaved);
  // The line beneath the text says what is the matter.
  if (left) focusOn(left);
  else form.requestSubmit(submitter);
}

function focusOn(state) {
  const [, field] = unsavedFields(state).find(([, one]) => one.controls.length) || [];
  if (field) field.controls[0].focus();
}
