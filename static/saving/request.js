/* One save as a request of its own, for text that isn't sent by htmx: on leaving, and of a page that was closed. */
import { csrfToken } from "../page/csrf.js";
import { person } from "../page/person.js";

// Browsers refuse a longer body that has to outlive its page.
const KEEPALIVE_MOST = 60000;

/* `draft` is a state or a draft: what has to go along with the values is named the same in both. */
export function post(url, values, draft, leaving) {
  const body = bodyOf(values, draft).toString();
  if (leaving && body.length > KEEPALIVE_MOST) return Promise.reject(new Error("too long to send on leaving"));
  return fetch(url, {
    method: "POST",
    body,
    keepalive: !!leaving,
    redirect: "error",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "X-CSRFToken": csrfToken(),
      "HX-Request": "true",
    },
  });
}

function bodyOf(values, draft) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const text of Array.isArray(value) ? value : [value]) body.append(name, text);
  }
  body.set(draft.prefix + "revision", draft.revision);
  body.set(draft.prefix + "served", draft.served || "");
  body.set("editor", draft.editor);
  body.set("step", draft.step);
  body.set("person", person);
  if (draft.set) body.set("set", draft.set);
  return body;
}
