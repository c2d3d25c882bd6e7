/* Moving by dragging the number or the title of a part. */
import { move } from "./moving.js";
import { kindOf, tree } from "./tree.js";

let dragged = null;
let marked = null; // what shows where the part would land

export function listenForDragging() {
  // A handle looks like one (the cursor) once the mouse is over its part.
  tree().addEventListener("pointerover", (event) => {
    const item = event.target.closest("li");
    if (item) handleOf(item).draggable = true;
  });

  tree().addEventListener("dragstart", (event) => {
    dragged = event.target.closest && event.target.closest("li");
    if (!dragged) return;
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    // Firefox drags nothing without data.
    event.dataTransfer.setData("text/plain", "");
  });

  tree().addEventListener("dragover", (event) => {
    const place = dragged && placeUnder(event);
    mark(place);
    if (place) event.preventDefault();
  });

  tree().addEventListener("drop", (event) => {
    const place = dragged && placeUnder(event);
    if (!place) return;
    event.preventDefault();
    move(dragged, place.list, place.neighbour, place.after);
  });

  tree().addEventListener("dragend", () => {
    if (dragged) dragged.classList.remove("dragged");
    mark(null);
    dragged = null;
  });
}

const handleOf = (item) => item.querySelector("summary") || item.querySelector("a[id]");

/* Where a part would land: next to one of its own kind, or in an empty list or closed group of the kind above. */
function placeUnder(event) {
  const kind = kindOf(dragged);
  const over = event.target.closest(`[data-of="${kind}"] > li`);
  if (over === dragged) return null;
  if (over) {
    const box = over.getBoundingClientRect();
    const isBelow = event.clientY > box.top + box.height / 2;
    return { list: over.parentElement, neighbour: over, after: isBelow, element: over };
  }

  const holder = event.target.closest("li");
  const list = holder && holder.querySelector(`[data-of="${kind}"]`);
  if (!list || list.contains(dragged) || list.closest("li") !== holder) return null;
  return { list, neighbour: null, after: true, element: holder };
}

function mark(place) {
  if (marked) marked.classList.remove("drop-before", "drop-after", "drop-in");
  marked = place && place.element;
  if (!marked) return;
  if (!place.neighbour) marked.classList.add("drop-in");
  else marked.classList.add(place.after ? "drop-after" : "drop-before");
}
