/* The form with which partners are asked: choosing all organisations, or none, or by typing an address. */
import { onceHere } from "../page/arriving.js";

function start() {
  const buttons = document.querySelector("[data-choose-all]");
  if (!buttons) return;
  buttons.hidden = false;
  buttons.addEventListener("click", (event) => {
    if (event.target.type !== "button") return;
    for (const box of buttons.closest("form").querySelectorAll(".partner-row [type=checkbox]")) {
      box.checked = event.target.value === "all";
    }
    // So that it is kept, as if somebody ticked.
    buttons.closest("form").dispatchEvent(new Event("change", { bubbles: true }));
  });
  buttons.closest("form").addEventListener("change", (event) => {
    const box = event.target.closest(".partner-row")?.querySelector("[type=checkbox]");
    if (box && event.target.name.endsWith("-email") && event.target.value) box.checked = true;
  });
}

onceHere(start);
