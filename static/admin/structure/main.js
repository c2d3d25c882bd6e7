/* The tree of a set in the admin, and the pages of its parts. Without this script parts are moved with the buttons on
 * their own pages.
 */
import { onceHere } from "../../page/arriving.js";
import { tellWhenCutOff } from "./cut_off.js";
import { listenForDragging } from "./dragging.js";
import { listenForArrows } from "./keyboard.js";
import { listenForLeaving } from "./leaving.js";
import { addOpenAll, showTarget } from "./opening.js";
import { listenForOwnText } from "./own_text.js";
import { tree } from "./tree.js";

listenForOwnText();
listenForLeaving();

let hasTree = false;

function start() {
  tellWhenCutOff();
  if (!tree() || hasTree) return;
  hasTree = true;
  showTarget();
  window.addEventListener("hashchange", showTarget);
  addOpenAll();
  if ("movable" in tree().dataset) {
    listenForArrows();
    listenForDragging();
  }
}

onceHere(start);
