/* Shows what was typed elsewhere beneath its form, or on top of the page when there is no form for it any more. */
import { button, element, rescuedText } from "../page/elements.js";
import { fieldsOf, isChoice } from "./form_fields.js";

const WORDING = {
  other: "Dit schreef u ook, in een ander venster. Het is nog niet verstuurd.",
  gone: "Dit schreef u hier. Het kan niet meer worden verstuurd. Kopieer wat u wilt bewaren.",
  use: "Zet in het formulier",
  discard: "Gooi deze tekst weg",
};

/* Replaces the notes that are there. `use` puts a text in the form, `discard` throws it away. */
export function showBeside(form, left, { use, discard }) {
  const place = form || document.querySelector("main h1");
  if (!place) return;
  while (place.nextElementSibling && place.nextElementSibling.matches(".left-over")) {
    place.nextElementSibling.remove();
  }
  for (const entry of left) {
    const made = note(form, entry.kept);
    const actions = element("div", "actions", "");
    if (form) actions.append(button("button quiet small", WORDING.use, () => use(form, entry)));
    actions.append(button("button quiet small", WORDING.discard, () => discard(entry)));
    made.append(actions);
    place.after(made);
  }
}

function note(form, kept) {
  const made = element("div", "note open left-over", "");
  made.append(element("p", "", form ? WORDING.other : WORDING.gone));

  for (const [name, text] of kept.values.filter(([, value]) => value.trim())) {
    const field = form && fieldsOf(form).find((one) => one.name === name);
    if (field && isChoice(field)) continue;
    const label = field && field.labels[0] ? field.labels[0].textContent : "";
    made.append(element("span", "label", label), rescuedText(text));
  }
  return made;
}
