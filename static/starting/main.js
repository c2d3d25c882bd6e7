/* A new assessment: choosing another set proposes its own title and period, and another kind of evaluation its own
 * word in the title, as long as nobody changed what was proposed before.
 */
const form = document.querySelector("form[data-proposes]");

const kinds = form ? [...form.querySelectorAll("input[data-word]")] : [];

const chosenWord = () => kinds.find((kind) => kind.checked)?.dataset.word;

let word = chosenWord();

/* A proposed title begins with the word of a kind, unless it is that of an earlier one with a name of its own. */
const titled = (title) => {
  const first = kinds.map((kind) => kind.dataset.word).find((one) => title.startsWith(one));
  return first && word ? word + title.slice(first.length) : title;
};

const proposal = (choice) => ({
  "start-title": titled(choice.dataset.title),
  "start-period_start": choice.dataset.start,
  "start-period_end": choice.dataset.end,
});

const holds = (values) => Object.entries(values).every(([name, value]) => form.elements[name].value === value);

if (form) {
  const choices = [...form.querySelectorAll("label[data-title]")];
  form.addEventListener("change", (event) => {
    if (kinds.includes(event.target)) {
      const title = form.elements["start-title"];
      const from = choices.find((choice) => proposal(choice)["start-title"] === title.value);
      word = chosenWord();
      if (from) title.value = proposal(from)["start-title"];
      return;
    }
    const chosen = event.target.closest("label[data-title]");
    if (!chosen || !choices.some((choice) => holds(proposal(choice)))) return;
    for (const [name, value] of Object.entries(proposal(chosen))) form.elements[name].value = value;
  });
}
