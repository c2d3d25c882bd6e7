/* The lines about saving. Each has a `sign` that differs when the line does, and makes its element when needed. */
import { button, element } from "../page/elements.js";
import { labelOfField } from "./labels.js";
import { deletionOf, isPuttingBack } from "./putting_back.js";
import { fieldsToSend, hasUnsaved } from "./state.js";
import { WORDING } from "./wording.js";

const PERSONAL = "personal";

/* What a PDF can't show is said at once: whoever typed it still knows what was meant. */
export function unprintedLines(state) {
  return [...state.fields.values()]
    .filter((field) => field.unprinted)
    .map((field) => line("refused", withLabel(field, field.unprinted)));
}

/* What looks like somebody's data, in the server's words: it has the one rule for it. Of what wasn't saved since,
 * the line that came with the page stays.
 */
export function personalLines(state) {
  return [...state.fields]
    .map(([name, field]) => field.personal ?? servedLine(state.unit, name))
    .filter(Boolean)
    .map((text) => line(PERSONAL, text));
}

function servedLine(unit, name) {
  const served = unit.querySelector(`[data-warned="${name}"]`);
  return served && served.textContent;
}

/* A line that the server made says the same as one made here. */
export const signOfServed = (there) =>
  there.dataset.warned && signOf(PERSONAL, there.textContent);

/* What isn't sent again by itself, and why. Two texts have a block of their own (conflict.js). */
export function stoppedLines(state) {
  const found = [];
  for (const field of state.fields.values()) {
    const { result, message } = field.stopped || {};
    markUnreadable(field, result === "unreadable");
    if (result === "unreadable") {
      found.push(line("refused", withLabel(field, message)));
    } else if (result === "closed" || result === "not_asked") {
      found.push(line("refused", state.isUnkept ? message : `${message} ${WORDING.kept}`));
    }
  }
  const deletion = deletionOf(state);
  if (deletion) found.push(deletionLine(state, deletion));
  if (state.isUnkept && hasUnsaved(state)) found.push(line("waiting", WORDING.full));
  // Fields of one unit are often stopped by the same.
  return [...new Map(found.map((one) => [one.sign, one])).values()];
}

function withLabel(field, message) {
  const label = labelOfField(field.controls);
  return label ? `${label}: ${message}` : message;
}

function markUnreadable(field, isUnreadable) {
  for (const control of field.controls) {
    if (isUnreadable) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}

function deletionLine(state, { message }) {
  const text = state.isUnkept ? message : `${message} ${WORDING.kept}`;
  if (isPuttingBack(state)) return line("refused", text);
  const putBack = button("button quiet small", WORDING.putBack);
  putBack.dataset.putBack = "";
  return line("refused", text, putBack);
}

export function statusLine(state) {
  if (state.trouble) return [troubleLine(state)];
  if (state.isSending) return [line("saving", WORDING.saving)];
  // An empty line keeps its place: what stands beneath doesn't jump when it is filled.
  if (fieldsToSend(state).length || !state.savedAt) return [line("typing", "")];
  if (hasUnsaved(state)) return [line("saved", `${WORDING.rest} ${state.savedAt}`)];
  const cleaned = state.isCleaned ? `. ${WORDING.cleaned}` : "";
  return [line("saved", `${WORDING.saved} ${state.savedAt}${cleaned}`)];
}

function troubleLine(state) {
  const { session, login, message, failed } = state.trouble;
  if (session && login) {
    const link = element("a", "", WORDING.login);
    link.href = login;
    link.target = "_blank";
    return line("waiting", message, link);
  }
  if (session) return line("waiting", message);
  const kept = state.isUnkept ? "" : ` ${failed === "offline" ? WORDING.keptOffline : WORDING.keptError}`;
  return line("waiting", WORDING[failed] + kept);
}

function line(kind, text, control) {
  const make = () => {
    const made = element("p", "saved", text);
    made.dataset.state = kind;
    if (control) made.append(" ", control);
    return made;
  };
  return { sign: signOf(kind, text, control), make };
}

function signOf(kind, text, control) {
  return `${kind} ${text} ${control ? control.textContent : ""}`;
}
