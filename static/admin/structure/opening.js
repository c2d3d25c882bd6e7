/* Opening and closing the groups of the tree. */
import { tree } from "./tree.js";

const OPENING_WORDING = { open: "Alles openen", close: "Alles sluiten" };

/* The part that the address names is in sight and has the focus. */
export function showTarget() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (!target) return;
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  target.scrollIntoView({ block: "center" });
  target.focus();
}

/* A button that opens or closes all groups at once. */
export function addOpenAll() {
  const groups = [...tree().querySelectorAll(".groups details")];
  if (!groups.length) return;

  const areOpen = () => groups.every((group) => group.open);
  const button = document.createElement("button");
  button.type = "button";
  const label = () => {
    button.textContent = areOpen() ? OPENING_WORDING.close : OPENING_WORDING.open;
  };
  button.addEventListener("click", () => {
    const open = !areOpen();
    groups.forEach((group) => {
      group.open = open;
    });
    label();
  });
  label();

  const bar = document.createElement("p");
  bar.className = "actions";
  bar.append(button);
  tree().before(bar);
}
