/* Logging out sends first what isn't stored. What can't be sent is named, and the person decides. */
import { button, element } from "../page/elements.js";
import { stored, storedKeys } from "../page/storage.js";
import { NEW_FORM } from "../entries/storage.js";
import { DRAFT, keep } from "./drafts.js";
import { stayHere } from "./going_on.js";
import { isOnlyHere } from "./leaving.js";
import { linkTo, removeNote, showNote } from "./notes.js";
import { sendAll } from "./sending.js";
import { allStates } from "./state.js";
import { nameOf } from "./unit_name.js";
import { WORDING } from "./wording.js";

export function listenForLoggingOut() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const address = new URL(form.getAttribute("action") || location.href, location.href);
    if (!address.pathname.endsWith("/uitloggen/")) return;
    event.preventDefault();
    logOut(form);
  });
}

async function logOut(form) {
  await sendAll();
  stayHere();
  allStates().forEach(keep);
  const kept = keptTexts();
  const left = [...kept, ...textsOnlyHere()];
  if (!left.length) {
    form.submit();
    return;
  }

  const list = document.createElement("ul");
  for (const draft of left) {
    const item = document.createElement("li");
    item.append(linkTo(draft));
    list.append(item);
  }
  const actions = element("div", "actions", "");
  const stay = () => removeNote(form);
  const leave = () => {
    removeNote(form);
    form.submit();
  };
  actions.append(button("button", WORDING.stay, stay), button("button quiet", WORDING.leave, leave));
  const warnings = [
    kept.length && element("p", "", WORDING.leaving),
    left.length > kept.length && element("p", "", WORDING.losing),
  ];
  showNote(form, WORDING.unsent, [list, ...warnings.filter(Boolean), actions]).focus();
}

/* Drafts of units and of forms for something new, the oldest first. */
function keptTexts() {
  return [...storedKeys(DRAFT), ...storedKeys(NEW_FORM)]
    .map(stored)
    .filter((draft) => draft && draft.where)
    .sort((left, right) => left.at - right.at);
}

/* What the browser refused to keep. A form for something new says so itself (entries/). */
function textsOnlyHere() {
  const typed = allStates().filter(isOnlyHere).map((state) => nameOf(state.unit));
  const forms = [...document.querySelectorAll("form[data-unkept]")].map((form) => form.dataset.unkept);
  return [...typed, ...forms].map((name) => ({ name, where: location.pathname }));
}
