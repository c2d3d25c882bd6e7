/* A new assessment: choosing another set proposes its own title and period, as long as nobody changed what was
 * proposed before.
 */
const form = document.querySelector("form[data-proposes]");

const proposal = (choice) => ({
  "start-title": choice.dataset.title,
  "start-period_start": choice.dataset.start,
  "start-period_end": choice.dataset.end,
});

const holds = (values) => Object.entries(values).every(([name, value]) => form.elements[name].value === value);

if (form) {
  const choices = [...form.querySelectorAll("label[data-title]")];
  form.addEventListener("change", (event) => {
    const chosen = event.target.closest("label[data-title]");
    if (!chosen || !choices.some((choice) => holds(proposal(choice)))) return;
    for (const [name, value] of Object.entries(proposal(chosen))) form.elements[name].value = value;
  });
}
