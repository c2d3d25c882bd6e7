/* Another order by dragging. The buttons of an entry do the same, also without a mouse. */
import { element } from "../page/elements.js";
import { storeOrder } from "./order.js";

const DRAG = "Versleep";

let dragged = null;
let before = []; // the order when dragging began

export function addHandles() {
  for (const list of document.querySelectorAll("[data-sortable]")) {
    if (list.children.length > 1) [...list.children].forEach(addHandle);
  }
}

function addHandle(item) {
  const tools = item.querySelector(".tools");
  if (!tools || tools.querySelector(".handle")) return;
  const handle = element("span", "handle", "⠿");
  handle.draggable = true;
  handle.title = DRAG;
  handle.setAttribute("aria-hidden", "true");
  tools.prepend(handle);
}

export function listenForDragging() {
  document.addEventListener("dragstart", (event) => {
    const handle = event.target.closest && event.target.closest(".handle");
    if (handle) startDragging(handle, event.dataTransfer);
  });

  document.addEventListener("dragover", (event) => {
    const over = dragged && event.target.closest("[data-id]");
    if (!over || over.parentElement !== dragged.parentElement) return;
    event.preventDefault();
    if (over !== dragged) moveBeside(over, event.clientY);
  });

  document.addEventListener("drop", (event) => {
    if (dragged) event.preventDefault();
  });

  document.addEventListener("dragend", () => {
    if (dragged) stopDragging();
  });
}

function startDragging(handle, transfer) {
  dragged = handle.closest("[data-id]");
  before = [...dragged.parentElement.children];
  dragged.classList.add("dragged");
  transfer.effectAllowed = "move";
  // Firefox drags nothing without data.
  transfer.setData("text/plain", "");
  transfer.setDragImage(dragged, 0, 0);
}

function moveBeside(over, mouse) {
  const box = over.getBoundingClientRect();
  const isBelow = mouse > box.top + box.height / 2;
  if (isBelow) over.after(dragged);
  else over.before(dragged);
}

function stopDragging() {
  const list = dragged.parentElement;
  dragged.classList.remove("dragged");
  dragged = null;
  if ([...list.children].some((item, index) => item !== before[index])) storeOrder(list, before);
}
