/* The tree of a set in the admin, and the pages of its parts. Without this script parts are moved with the buttons on
 * their own pages.
 */
import { listenForDragging } from "./dragging.js";
import { listenForArrows } from "./keyboard.js";
import { addOpenAll, showTarget } from "./opening.js";
import { listenForOwnText } from "./own_text.js";
import { tree } from "./tree.js";

listenForOwnText();

if (tree) {
  showTarget();
  window.addEventListener("hashchange", showTarget);
  addOpenAll();
}
if (tree && "movable" in tree.dataset) {
  listenForArrows();
  listenForDragging();
}
