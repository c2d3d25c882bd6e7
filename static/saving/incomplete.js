/* Says that a page was cut off on its way, and offers to load it again. What is typed in it is kept as on any page. */
import { isWhole } from "../page/arriving.js";
import { button, element } from "../page/elements.js";
import { keepsTexts } from "../page/storage.js";
import { removeNote, showNote } from "./notes.js";
import { WORDING } from "./wording.js";

const PAGE = "page"; // the key of the note

export function tellWhenIncomplete() {
  if (isWhole()) {
    removeNote(PAGE);
    return;
  }
  const actions = element("div", "actions", "");
  actions.append(button("button small", WORDING.loadAgain, () => location.reload()));
  const text = keepsTexts() ? `${WORDING.incomplete} ${WORDING.typedStays}` : WORDING.incomplete;
  showNote(PAGE, text, [actions]);
}
