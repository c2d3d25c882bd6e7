/* On a small screen the contents are folded to one line that stays in sight. On a page with questions, that line says
 * at which question somebody is: the one being filled in, or else the one in the upper part of the screen.
 */
const line = document.querySelector("[data-place]");
const questions = [...document.querySelectorAll("main .indicator")];

function inSight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function current() {
  const filledIn = questions.findIndex((question) => question.contains(document.activeElement) && inSight(question));
  if (filledIn >= 0) return filledIn;
  return questions.findLastIndex((question) => question.getBoundingClientRect().top < innerHeight / 3);
}

function sayPlace() {
  const place = Math.max(current(), 0) + 1;
  const text = line.dataset.place.replace("PLACE", place).replace("TOTAL", questions.length);
  if (line.textContent !== text) line.textContent = text;
}

let waiting = false;
function soon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    sayPlace();
  });
}

if (line && questions.length) {
  for (const event of ["scroll", "focusin", "resize"]) addEventListener(event, soon, { passive: true });
  sayPlace();
}
