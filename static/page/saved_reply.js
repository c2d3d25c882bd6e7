/* Asks the portal something, and knows its answer from anything else.
 *
 * Only the portal sends this type. A proxy's page, an empty answer, or the end of a redirect is no answer, whatever its
 * status says.
 */
import { csrfToken } from "./csrf.js";

const SAVED_TYPE = "application/vnd.loket.saved+json";
const NO_REPLY = 30000; // milliseconds after which a request counts as not arrived

/* Returns the content, or `{ failed: … }`: "offline" when nobody answered, "error" when the portal didn't. */
export async function ask(url, options) {
  let response;
  try {
    response = await fetch(url, {
      signal: options.keepalive ? undefined : AbortSignal.timeout(NO_REPLY),
      redirect: "manual",
      cache: "no-store",
      ...options,
      headers: { Accept: SAVED_TYPE, "X-CSRFToken": csrfToken(), ...options.headers },
    });
  } catch {
    return { failed: "offline" };
  }
  try {
    const type = (response.headers.get("Content-Type") || "").split(";")[0].trim();
    const content = type === SAVED_TYPE && (await response.json());
    if (content && typeof content === "object") return content;
  } catch {
    // Cut off halfway, or not what it says it is.
  }
  return { failed: "error" };
}
