/* Texts that an earlier version of the portal kept in this browser.
 *
 * It numbered saves otherwise, so they can't be sent. Each is shown on the next page, to be copied and thrown away.
 */
import { person } from "../page/person.js";
import { stored, storedKeys } from "../page/storage.js";
import { showStranded } from "./notes.js";
import { WORDING } from "./wording.js";

const OLDER = "loket:draft:" + person + ":"; // then an address, and the name of a page

export function showOlderDrafts() {
  for (const key of storedKeys(OLDER)) {
    const { values, changed, name, where } = stored(key) || {};
    if (!values) continue;
    const fields = (changed || Object.keys(values)).map((one) => [one, { value: values[one] || "" }]);
    showStranded(key, { name, where, fields: Object.fromEntries(fields) }, WORDING.older);
  }
}
