/* The line beneath a unit that says how saving goes. */
import { element } from "../page/elements.js";

/* Replaces what is said there; with `beside` it is said too. */
export function say(state, kind, text, beside) {
  const reply = state.unit.querySelector(".reply");
  if (!reply) return;

  const line = element("p", "saved", text);
  line.dataset.state = kind;
  if (!beside) reply.replaceChildren(line);
  else if (reply.lastElementChild.textContent !== text) reply.append(line);
}

export function isRefused(state) {
  return !!state.unit.querySelector('.reply [data-state="refused"]');
}

/* The text is as it is stored: a message about what wasn't stored is over. */
export function clearTrouble(state) {
  const trouble = '.reply [data-state="refused"], .reply [data-state="waiting"]';
  state.unit.querySelectorAll(trouble).forEach((line) => line.remove());
}
