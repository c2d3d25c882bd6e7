/* Shows what was typed elsewhere beneath its form, or on top of the page when there is no form for it any more. */
import { button, element, rescuedText } from "../page/elements.js";
import { fieldsOf, isChoice } from "./form_fields.js";

const WORDING = {
  other: "Dit schreef u ook, in een ander venster. Het is nog niet toegevoegd.",
  gone: "Dit schreef u hier. Het kan niet meer worden toegevoegd. Kopieer wat u wilt bewaren.",
  use: "Zet in het formulier",
  discard: "Gooi deze tekst weg",
};

/* Replaces the notes that are there; `use(form, key, kept)` is called to put a text in the form. */
export function showBeside(form, left, use) {
  const place = form || document.querySelector("main h1");
  if (!place) return;
  while (place.nextElementSibling && place.nextElementSibling.matches(".left-over")) {
    place.nextElementSibling.remove();
  }
  for (const { key, kept } of left) place.after(note(form, key, kept, use));
}

function note(form, key, kept, use) {
  const made = element("div", "note open left-over", "");
  made.append(element("p", "", form ? WORDING.other : WORDING.gone));

  for (const [name, text] of kept.values.filter(([, value]) => value.trim())) {
    const field = form && fieldsOf(form).find((one) => one.name === name);
    if (field && isChoice(field)) continue;
    const label = field && field.labels[0] ? field.labels[0].textContent : "";
    made.append(element("span", "label", label), rescuedText(text));
  }

  const actions = element("div", "actions", "");
  if (form) actions.append(button("button quiet small", WORDING.use, () => use(form, key, kept)));
  const discard = () => {
    localStorage.removeItem(key);
    made.remove();
  };
  actions.append(button("button quiet small", WORDING.discard, discard));
  made.append(actions);
  return made;
}
