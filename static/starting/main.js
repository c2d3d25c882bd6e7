/* A new assessment: choosing another set proposes its own title and period, and another kind of evaluation its own
 * word in the title, as long as nobody changed what was proposed before.
 */
const kindsOf = (form) => [...form.querySelectorAll("input[data-word]")];

const chosenWord = (form) => kindsOf(form).find((kind) => kind.checked)?.dataset.word;

/* A proposed title begins with the word of a kind, unless it is that of an earlier one with a name of its own. */
const titled = (form, title, word) => {
  const first = kindsOf(form)
    .map((kind) => kind.dataset.word)
    .find((one) => title.startsWith(one));
  return first && word ? word + title.slice(first.length) : title;
};

const proposal = (form, choice, word) => ({
  "start-title": titled(form, choice.dataset.title, word),
  "start-period_start": choice.dataset.start,
  "start-period_end": choice.dataset.end,
});

const holds = (form, values) =>
  Object.entries(values).every(([name, value]) => form.elements[name] && form.elements[name].value === value);

const choicesOf = (form) => [...form.querySelectorAll("label[data-title]")];

/* Whatever kind was chosen before, a proposed title is one of the titles that could be proposed. */
function isProposed(form, title) {
  const words = kindsOf(form).map((kind) => kind.dataset.word);
  return choicesOf(form).find((choice) =>
    [undefined, ...words].some((word) => proposal(form, choice, word)["start-title"] === title),
  );
}

function kindChosen(form) {
  const title = form.elements["start-title"];
  const choice = title && isProposed(form, title.value);
  if (choice) title.value = proposal(form, choice, chosenWord(form))["start-title"];
}

function setChosen(form, chosen) {
  const word = chosenWord(form);
  if (!choicesOf(form).some((choice) => holds(form, proposal(form, choice, word)))) return;
  for (const [name, value] of Object.entries(proposal(form, chosen, word))) form.elements[name].value = value;
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-proposes]");
  if (!form) return;
  if (event.target.matches("input[data-word]")) return kindChosen(form);
  const chosen = event.target.closest("label[data-title]");
  if (chosen) setChosen(form, chosen);
});
