/* A new assessment: choosing another set proposes its own title and period, as long as nobody changed what was
 * proposed before.
 */
const proposal = (choice) => ({
  "start-title": choice.dataset.title,
  "start-period_start": choice.dataset.start,
  "start-period_end": choice.dataset.end,
});

const holds = (form, values) =>
  Object.entries(values).every(([name, value]) => form.elements[name] && form.elements[name].value === value);

document.addEventListener("change", (event) => {
  const chosen = event.target.closest("form[data-proposes] label[data-title]");
  if (!chosen) return;
  const form = chosen.closest("form");
  const choices = [...form.querySelectorAll("label[data-title]")];
  if (!choices.some((choice) => holds(form, proposal(choice)))) return;
  for (const [name, value] of Object.entries(proposal(chosen))) form.elements[name].value = value;
});
