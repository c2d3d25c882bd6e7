/* Pages with a list of points, recommendations or conclusions: what is typed in a form for a new one survives leaving
 * the page, and entries can be dragged to another place. What is in the list already is saved by saving/.
 */
import { onceHere } from "../page/arriving.js";
import { CLOSING } from "../page/lock.js";
import { bringBack, namesBeneath } from "./bringing_back.js";
import { addHandles, listenForDragging } from "./dragging.js";
import { cameBack, holdsText } from "./form_fields.js";
import { forgetSameToken, keep, markSent, namesHere, typedIn } from "./kept_forms.js";
import { namesLeft, rememberLeft } from "./storage.js";
import { listenForLosing, warnWhenUnkept } from "./unkept_forms.js";

function keptForm(event) {
  const form = event.target.form || event.target;
  return form.matches && form.matches("form[data-keep]") ? form : null;
}

function start() {
  for (const form of document.querySelectorAll("form[data-keep]")) {
    // Bringing a text back is our work: a browser would also bring back what was added.
    form.autocomplete = "off";
    // It came back with errors, or somebody typed before this script ran: this page holds the text now.
    const isKept = holdsText(form) && keep(form);
    if (isKept && cameBack(form)) forgetSameToken(form);
    warnWhenUnkept(form);
  }
  bringBack();
  // Only of that page: what another tab leaves now would come up in a page that somebody is looking at. That page may
  // still have to tell what it leaves.
  for (const wait of CLOSING) setTimeout(() => bringBack(namesLeft()), wait);
}

for (const type of ["input", "change"]) {
  document.addEventListener(type, (event) => {
    const form = keptForm(event);
    if (!form) return;
    typedIn(form);
    warnWhenUnkept(form);
  });
}
document.addEventListener("submit", (event) => {
  if (keptForm(event)) markSent(keptForm(event));
});
document.addEventListener("loket:brought-back", () => bringBack());
addEventListener("pagehide", () => rememberLeft([...namesHere(), ...namesBeneath()]));
listenForLosing();
listenForDragging();
onceHere(() => {
  start();
  addHandles();
});
