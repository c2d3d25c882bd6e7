/* Says on what a point rests, as soon as a view is ticked. The server makes the sentence: it knows who the sources are.
 */
import { onceHere } from "../page/arriving.js";

const BOX = "input[type=checkbox][value]:not([data-quote])";
const turns = new Map(); // by form: the number of its last request

const ticked = (form) =>
  [...form.elements].filter((one) => one.matches(`${BOX}:checked`)).map((box) => ["bron", box.value]);

async function tell(form) {
  const turn = (turns.get(form) || 0) + 1;
  turns.set(form, turn);
  try {
    const reply = await fetch(`${form.dataset.restsOn}?${new URLSearchParams(ticked(form))}`, { redirect: "error" });
    // A page of a proxy is no sentence, and a later tick has its own answer.
    const isSentence = reply.ok && (reply.headers.get("Content-Type") || "").startsWith("text/plain");
    const sentence = isSentence && (await reply.text());
    if (sentence && turns.get(form) === turn) form.querySelector("[data-sentence]").textContent = sentence;
  } catch {
    // Without a connection the sentence stays as it was; saving tells what happened.
  }
}

// Also what the browser or a kept text ticked before this ran.
onceHere(() => {
  for (const form of document.querySelectorAll("form[data-rests-on]")) if (ticked(form).length) tell(form);
});

// "filled": by saving/ or entries/, which bring back what was typed before.
for (const type of ["change", "filled"]) {
  document.addEventListener(type, ({ target }) => {
    const form = target.form || target;
    if (form.dataset && form.dataset.restsOn && (target === form || target.matches(BOX))) tell(form);
  });
}
