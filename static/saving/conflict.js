/* Two texts for one field, shown side by side. What is chosen is written as if it were typed (choosing.js). */
import { button, element } from "../page/elements.js";
import { person } from "../page/person.js";
import { sizeOf, valueOf } from "./fields.js";
import { inWords, labelOfField } from "./labels.js";

const CONFLICT_WORDING = {
  own: "U hebt dit intussen zelf gewijzigd, in een ander venster.",
  colleague: "Een collega heeft dit intussen gewijzigd.",
  sameLink: "Iemand anders met deze link heeft dit intussen gewijzigd.",
  choose: "Beide teksten zijn er nog; u kiest.",
  mine: "uw tekst",
  theirs: "van",
  somebody: "een collega",
  otherWindow: "uw andere venster",
  nothing: "–",
};
const CHOICES = {
  mine: "Bewaar mijn tekst",
  theirs: "Neem de andere over",
  both: "Voeg samen",
};

export function conflictBlock(name, field) {
  const { own, by, when, value } = field.stopped;
  const label = labelOfField(field.controls);
  const whose = own ? CONFLICT_WORDING.otherWindow : `${CONFLICT_WORDING.theirs} ${by || CONFLICT_WORDING.somebody}`;
  const from = when ? `${whose} (${when})` : whose;

  const made = element("div", "conflict", "");
  made.setAttribute("role", "alert");
  made.dataset.state = "conflict";
  made.dataset.field = name;
  const both = element("div", "both", "");
  both.append(
    side(`${label}: ${CONFLICT_WORDING.mine}`, ownWords(field)),
    side(`${label}: ${from}`, inWords(field.controls, value)),
  );
  // A partner's page has no account: whoever else types there has the same link.
  const other = person.startsWith("bron-") ? CONFLICT_WORDING.sameLink : CONFLICT_WORDING.colleague;
  const who = own ? CONFLICT_WORDING.own : other;
  made.append(element("strong", "", `${who} ${CONFLICT_WORDING.choose}`), both, choices(field, label));
  return made;
}

/* One's own text may have been changed since. It isn't read out again: the person knows. */
export function showOwnText(block, field) {
  const quote = block.querySelector("blockquote");
  quote.setAttribute("aria-live", "off");
  quote.textContent = ownWords(field);
}

const ownWords = (field) => inWords(field.controls, valueOf(field.controls)) || CONFLICT_WORDING.nothing;

function side(label, text) {
  const made = document.createElement("div");
  const quote = element("blockquote", "", text || CONFLICT_WORDING.nothing);
  quote.dir = "auto";
  made.append(element("span", "label", label), quote);
  return made;
}

function choices(field, label) {
  const made = element("div", "actions", "");
  const offered = sizeOf(field.controls) === "choice" ? ["mine", "theirs"] : ["mine", "theirs", "both"];
  for (const choice of offered) {
    const one = button(choice === "mine" ? "button" : "button quiet", CHOICES[choice]);
    one.dataset.choose = choice;
    one.append(element("span", "hidden", `: ${label}`));
    made.append(one);
  }
  return made;
}
