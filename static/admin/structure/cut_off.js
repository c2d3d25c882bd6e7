/* A page that was cut off on its way may have no button any more that stores what is typed in it. */
import { isWhole } from "../../page/arriving.js";
import { button, element } from "../../page/elements.js";

const CUT_OFF = "Deze pagina is niet helemaal geladen. Kopieer eerst wat u hebt getypt.";
const LOAD_AGAIN = "Laad de pagina opnieuw";

export function tellWhenCutOff() {
  const told = document.getElementById("cut-off");
  if (told) told.remove();
  if (isWhole()) return;
  const note = element("div", "errornote", "");
  note.id = "cut-off";
  note.setAttribute("role", "alert");
  note.append(element("p", "", CUT_OFF), button("button", LOAD_AGAIN, () => location.reload()));
  (document.querySelector("#content") || document.body).prepend(note);
}
