/* What a person calls a unit: its page, and the question or part. Notes about its text use it. */
import { pageTitle } from "../page/title.js";

const LONGEST_NAME = 160;

export function nameOf(unit) {
  const name = (pageTitle() + ": " + labelOf(unit)).replace(/\s+/g, " ").trim();
  return name.length > LONGEST_NAME ? name.slice(0, LONGEST_NAME).trim() + " …" : name;
}

function labelOf(unit) {
  const label = unit.getAttribute("aria-label");
  if (label) return label;

  const number = unit.querySelector(".number");
  const entry = unit.closest(".entry");
  const title =
    document.getElementById(unit.getAttribute("aria-labelledby")) ||
    (entry && entry.querySelector("strong")) ||
    unit.querySelector("legend");
  return (number ? number.textContent + " " : "") + (title ? title.textContent : "");
}
