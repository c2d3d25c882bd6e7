/* The contents beside a theme say how many of its questions have an answer.
 *
 * The rule is is_answered() in assessments/table_of_contents.py.
 */
import { units } from "./fields.js";
import { stateOf } from "./state.js";

export function countAnswered() {
  const count = document.querySelector(".contents [aria-current=page] .count");
  const asked = units().filter((unit) => unit.matches(".indicator"));
  if (!count || !asked.length) return;
  count.firstChild.textContent = asked.filter(isAnswered).length + "/" + asked.length;
}

function isAnswered(unit) {
  const { saved } = stateOf(unit);
  const stored = (name) => (saved[unit.dataset.prefix + name] || "").trim();
  const withoutText = ["unknown", "not_applicable"];
  return stored("text") || stored("number") || stored("yes") || withoutText.includes(stored("judgement"));
}
