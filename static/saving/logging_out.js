/* Logging out sends first what isn't stored. What can't be sent is named, and the person decides. */
import { button, element } from "../page/elements.js";
import { NEW_FORM } from "../entries/storage.js";
import { linkTo, removeNote, showNote } from "./notes.js";
import { sendAll } from "./sending.js";
import { DRAFT } from "./state.js";
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
  const left = unsent();
  if (!left.length) {
    form.submit();
    return;
  }

  removeNote(form);
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
  showNote(form, WORDING.unsent, [list, element("p", "", WORDING.leaving), actions]).focus();
}

/* Drafts of units and of forms for something new, the oldest first. */
function unsent() {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(DRAFT) || key.startsWith(NEW_FORM))
    .map(readDraft)
    .filter((draft) => draft && draft.where)
    .sort((left, right) => left.at - right.at);
}

function readDraft(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}
