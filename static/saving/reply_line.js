/* What stands beneath a unit about saving: only about what somebody typed here. */
import { conflictBlock, showOwnText } from "./conflict.js";
import { personalLines, signOfServed, statusLine, stoppedLines, unprintedLines } from "./lines.js";

const signs = new WeakMap(); // what each line was made from
let isShowing = false;

/* With `isAtRest` one's own text in a choice is shown as it is now; while somebody types that would be too busy. */
export function show(state, isAtRest) {
  const reply = state.unit.querySelector(".reply");
  // Taking away a button that has the focus is for the browser a reason to say that the person left the unit.
  if (!reply || isShowing) return;
  isShowing = true;
  try {
    showIn(reply, state);
    if (isAtRest) showOwnTexts(state, reply);
  } finally {
    isShowing = false;
  }
}

function showIn(reply, state) {
  const wanted = [
    ...conflicts(state),
    ...stoppedLines(state),
    ...unprintedLines(state),
    ...personalLines(state),
    ...statusLine(state),
  ];
  // A line that is there already isn't made anew: a screen reader would read it again.
  const there = new Map([...reply.children].map((line) => [signs.get(line) || signOfServed(line), line]));
  const lines = wanted.map((line) => there.get(line.sign) || made(line));

  // What the server said when it made the page is older than what is said now.
  for (const old of [...reply.children]) if (!lines.includes(old)) old.remove();
  lines.forEach((line, place) => {
    if (reply.children[place] !== line) reply.insertBefore(line, reply.children[place] || null);
  });
}

function made(line) {
  const element = line.make();
  signs.set(element, line.sign);
  return element;
}

function conflicts(state) {
  return [...state.fields]
    .filter(([, { stopped }]) => stopped && "value" in stopped)
    .map(([name, field]) => ({
      sign: JSON.stringify([name, field.stopped.stored, field.stopped.value, field.stopped.when]),
      make: () => conflictBlock(name, field),
    }));
}

function showOwnTexts(state, reply) {
  for (const block of reply.querySelectorAll(".conflict[data-field]")) {
    const field = state.fields.get(block.dataset.field);
    if (field) showOwnText(block, field);
  }
}
