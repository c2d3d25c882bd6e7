/* Stores the order of a list and says so beneath it. */
import { csrfToken } from "../page/csrf.js";
import { element } from "../page/elements.js";

const ORDER_WORDING = {
  moved: "De nieuwe volgorde is opgeslagen.",
  refused: "De nieuwe volgorde is niet opgeslagen.",
};

/* What can't be stored goes back to how it was (`before`). */
export async function storeOrder(list, before) {
  const order = [...list.children].map((item) => item.dataset.id).join(",");
  let stored = false;
  try {
    const reply = await fetch(list.dataset.sortable, {
      method: "POST",
      body: new URLSearchParams({ order }),
      headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true" },
    });
    stored = reply.ok;
  } catch {
    // No connection.
  }
  if (!stored) list.replaceChildren(...before);
  renumber(list);
  tell(list, stored ? ORDER_WORDING.moved : ORDER_WORDING.refused, stored ? "saved" : "refused");
}

function renumber(list) {
  [...list.children].forEach((item, index) => {
    const title = item.querySelector(":scope > h3");
    const form = item.querySelector("form[aria-label]");
    if (title) title.textContent = title.textContent.replace(/\d+/, index + 1);
    if (form) form.setAttribute("aria-label", form.getAttribute("aria-label").replace(/\d+/, index + 1));
  });
}

function tell(list, text, state) {
  let line = list.nextElementSibling;
  if (!line || !line.matches(".saved")) {
    line = element("p", "saved", "");
    line.setAttribute("role", "status");
    list.after(line);
  }
  line.dataset.state = state;
  line.textContent = text;
}
