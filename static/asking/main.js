/* The form with which partners are asked: choosing all organisations, or none. */
function start() {
  const buttons = document.querySelector("[data-choose-all]");
  if (!buttons) return;
  buttons.hidden = false;
  buttons.addEventListener("click", (event) => {
    if (event.target.type !== "button") return;
    for (const box of buttons.closest("form").querySelectorAll(".partner-row [type=checkbox]")) {
      box.checked = event.target.value === "all";
    }
  });
}

start();
