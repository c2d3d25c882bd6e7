/* Two texts for one field of a part: somebody who goes on typing in their own text means to keep it. */
export function listenForOwnText() {
  document.addEventListener("input", (event) => {
    const mine = event.target.closest(".mine");
    if (mine && event.target.type !== "radio") mine.querySelector("input[type=radio]").checked = true;
  });
}
