/* Takes in what a reply says about what is stored now. */
import { newName } from "../page/lock.js";
import { fill, hiddenField, same, valuesOf } from "./fields.js";

/* Returns whether the reply says what is stored.
 *
 * What a colleague filled in meanwhile is shown here too. A field that could not be stored keeps the digest that it was
 * served with, and so does a field that was typed in since while a colleague changed it. The page then gets a new name,
 * so that the server compares it field by field.
 */
export function takeInStored(state, sent, responseText) {
  const reply = new DOMParser().parseFromString(responseText, "text/html").querySelector("[data-revision]");
  if (!reply) return false;

  const before = state.saved;
  const { filled, apart } = divide(state, sent, reply.dataset);
  fill(state.unit, filled);

  const shown = valuesOf(state.unit);
  const digests = digestsOf(reply.dataset.served);
  const earlier = digestsOf(state.served);
  state.saved = { ...sent };
  for (const name of Object.keys(filled)) state.saved[name] = shown[name];
  for (const name of apart) {
    const short = name.slice(state.unit.dataset.prefix.length);
    state.saved[name] = before[name];
    digests[short] = earlier[short] || "";
  }

  if (apart.length) Object.assign(state, { editor: newName(), step: 0 });
  state.revision = Number(reply.dataset.revision);
  state.served = ["v1", ...Object.entries(digests).map((pair) => pair.join(":"))].join(" ");
  for (const name of ["revision", "served"]) {
    const field = hiddenField(state.unit, name);
    if (field) field.value = state[name];
  }
  return true;
}

/* Of the fields that aren't stored as they were sent: which can be filled in, and which stay apart. */
function divide(state, sent, told) {
  const now = valuesOf(state.unit);
  const filled = {};
  const apart = (told.held || "").split(" ").filter(Boolean);
  for (const [name, posted] of Object.entries(JSON.parse(told.merged || "{}"))) {
    if (same(now[name], sent[name])) filled[name] = Array.isArray(now[name]) ? posted : posted[0] || "";
    else apart.push(name);
  }
  return { filled, apart };
}

/* `served` is a version and a digest a field: "v1 text:3fa9 judgement:77b0". */
function digestsOf(served) {
  return Object.fromEntries((served || "").split(" ").slice(1).map((pair) => pair.split(":")));
}
