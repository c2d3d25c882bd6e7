/* Moving with Alt and an arrow. */
import { move } from "./moving.js";
import { tell, tree } from "./tree.js";

const ARROW_WORDING = { first: "Staat al bovenaan.", last: "Staat al onderaan." };
const ARROWS = ["ArrowUp", "ArrowDown"];

export function listenForArrows() {
  tree().addEventListener("keydown", async (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || !ARROWS.includes(event.key)) return;
    const item = event.target.closest("li");
    if (!item) return;
    event.preventDefault();

    const focused = event.target;
    const isDown = event.key === "ArrowDown";
    const neighbour = isDown ? item.nextElementSibling : item.previousElementSibling;
    if (!neighbour) {
      tell(isDown ? ARROW_WORDING.last : ARROW_WORDING.first);
      return;
    }
    await move(item, item.parentElement, neighbour, isDown);
    focused.focus();
  });
}
