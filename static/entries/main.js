/* Pages with a list of points, recommendations or conclusions: what is typed in a form for a new one survives leaving
 * the page, and entries can be dragged to another place. What is in the list already is saved by saving/.
 */
import { bringBack } from "./bringing_back.js";
import { addHandles, listenForDragging } from "./dragging.js";
import { holdPage, keep, page, placeOf } from "./kept_forms.js";
import { LAST_PAGE, SENT } from "./storage.js";

// Milliseconds after which the page before this one may have been closed.
const CLOSING = [300, 1500];

const keptForm = (event) => event.target.closest && event.target.closest("form[data-keep]");

function start() {
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  for (const form of document.querySelectorAll("form[data-keep]")) {
    // It came back with errors: this page holds the text now.
    const isBack = form.querySelector(".error") && keep(form);
    if (isBack && sent && sent.startsWith(placeOf(form) + ":")) localStorage.removeItem(sent);
  }
  bringBack();

  const last = sessionStorage.getItem(LAST_PAGE);
  sessionStorage.setItem(LAST_PAGE, page);
  if (last) for (const wait of CLOSING) setTimeout(() => bringBack(last), wait);
}

holdPage();
for (const type of ["input", "change"]) {
  document.addEventListener(type, (event) => {
    if (keptForm(event)) keep(keptForm(event));
  });
}
document.addEventListener("submit", (event) => {
  if (keptForm(event)) keep(keptForm(event), true);
});
listenForDragging();
document.addEventListener("DOMContentLoaded", () => {
  start();
  addHandles();
});
