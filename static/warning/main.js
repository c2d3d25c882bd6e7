/* A form whose text can't be changed once it is placed: while somebody types, the server is asked what looks like
 * somebody's data. It is said under the text, once, and the form says that it was.
 */
import { csrfToken } from "../page/csrf.js";
import { element } from "../page/elements.js";

// Milliseconds without typing.
const PAUSE = 700;
const waiting = new WeakMap(); // by form
const latest = new WeakMap(); // the text that was asked about last, by form

function say(form, text) {
  const line = form.querySelector(".reply");
  form.elements.warned.value = text ? "ja" : "";
  if (line.textContent.trim() === text) return;
  line.replaceChildren();
  if (!text) return;
  const made = element("p", "saved", text);
  made.dataset.state = "personal";
  line.append(made);
}

async function look(form, text) {
  latest.set(form, text);
  const body = new URLSearchParams({ text, csrfmiddlewaretoken: csrfToken() });
  try {
    const reply = await fetch(form.dataset.looks, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!reply.ok || latest.get(form) !== text) return;
    say(form, (await reply.json()).personal);
  } catch {
    // Without a connection, or logged out: whoever places it is then warned first.
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form || !form.dataset.looks || event.target.localName !== "textarea") return;
  clearTimeout(waiting.get(form));
  waiting.set(
    form,
    setTimeout(() => look(form, event.target.value), PAUSE),
  );
});
