/* A form for something new was sent from the page before this one, and has arrived when this page is what came after
 * it: a redirect, away from the page that the form was on. Then its text is no longer needed.
 */
import { SENT } from "./storage.js";

export function forgetAdded() {
  const sent = sessionStorage.getItem(SENT);
  const [load] = performance.getEntriesByType("navigation");
  if (!sent || !load || !load.redirectCount) return;

  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(sent));
  } catch {
    // Not ours.
  }
  if (!kept || document.referrer.split(/[?#]/)[0] !== location.origin + kept.where) return;
  localStorage.removeItem(sent);
  sessionStorage.removeItem(SENT);
}
