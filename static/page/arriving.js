/* A page may be cut off on its way, or wait for its end for a long time. What has come is shown, and people type in it.
 *
 * A browser says nothing of this: such a page is "loading" for ever. So the last element of every page is a sign.
 */
const PATIENCE = 4000; // milliseconds

export const isWhole = () => !!document.getElementById("page-end");

/* Whether all of an element has come: then something follows it. */
export function hasArrived(element) {
  if (isWhole()) return true;
  for (let one = element; one; one = one.parentElement) if (one.nextSibling) return true;
  return false;
}

/* Calls `start` when the page is there, or when nothing more of it comes; and again when the rest comes after all. */
export function onceHere(start) {
  if (document.readyState !== "loading") {
    start();
    return;
  }
  document.addEventListener("DOMContentLoaded", start);
  startWithout(start, 0);
}

function startWithout(start, seen) {
  setTimeout(() => {
    if (document.readyState !== "loading") return;
    const here = document.getElementsByTagName("*").length;
    if (here === seen) start();
    else startWithout(start, here);
  }, PATIENCE / 2);
}
