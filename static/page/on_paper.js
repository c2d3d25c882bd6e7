/* A field is printed as text: in a box it would be cut off, or cut in two where a page ends. The text is there while
 * the browser prints; the style sheet hides the field after it.
 */
import { element } from "./elements.js";

const FIELDS = "main textarea, main input:is([type=text], [type=email], [type=date])";

function written(field) {
  if (field.type !== "date") return field.value;
  return field.valueAsDate?.toLocaleDateString("nl", { dateStyle: "long", timeZone: "UTC" }) ?? "";
}

function showWhole() {
  for (const field of document.querySelectorAll(FIELDS)) {
    const whole = element("div", "whole", written(field));
    whole.dir = "auto";
    field.before(whole);
  }
}

function takeAway() {
  document.querySelectorAll("div.whole").forEach((whole) => whole.remove());
}

export function listenForPrinting() {
  addEventListener("beforeprint", showWhole);
  addEventListener("afterprint", takeAway);
}
