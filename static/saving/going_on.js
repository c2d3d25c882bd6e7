/* Somebody goes on to a next page. That page may be made before a text is stored, and come after it.
 *
 * So nothing is thrown away from then on: the next page finds the text here, shows it, and sends it once more under its
 * own number. When no page comes, as with a download, throwing away goes on after a while.
 */
const LONGEST = 60000; // milliseconds that a next page may take

let until = 0;

export const isGoingOn = () => Date.now() < until;

/* `whenOver` is called when no page came. */
export function listenForGoingOn(whenOver) {
  const goOn = () => {
    until = Date.now() + LONGEST;
    setTimeout(whenOver, LONGEST);
  };
  addEventListener("beforeunload", goOn);
  // Not every browser on a telephone says that.
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[href]")) goOn();
  });
}

export const stayHere = () => {
  until = 0;
};
