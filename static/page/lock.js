/* Names and locks of drafts.
 *
 * A text that isn't sent yet is a draft with a random name. The page that it is on holds a lock with that name as long
 * as it is open, so that a second tab leaves the text alone. What has no lock was left behind, and may be taken up.
 */

// A name also goes to the server, which takes up to 40 letters and digits.
const PARTS = 4;
const LENGTH = 7;

// Without locks, a draft this old (in milliseconds) is taken to be of a page that was closed.
const ABANDONED = 30000;

// Milliseconds after which the page before this one in its tab is looked at again: it has been closed then, and its
// locks with it. On a busy device that takes long.
export const CLOSING = [300, 1500, 6000, 20000, 60000];

export function newName() {
  const parts = [...crypto.getRandomValues(new Uint32Array(PARTS))];
  return parts.map((part) => part.toString(36).padStart(LENGTH, "0")).join("");
}

/* Returns a function that gives the lock back, or null when another page has it. `at` says when the draft was kept. */
export function takeLock(name, at) {
  if (!navigator.locks) return Promise.resolve(Date.now() - at < ABANDONED ? null : () => {});
  return new Promise((answer) => {
    const holdIt = (lock) => {
      if (lock) return new Promise((giveBack) => answer(giveBack));
      answer(null);
      return null;
    };
    navigator.locks.request(name, { ifAvailable: true }, holdIt).catch(() => answer(null));
  });
}
