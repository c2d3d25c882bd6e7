/* Which pages of the portal are open in this browser.
 *
 * Each page that is loaded gets a random name, and holds a lock with that name as long as it is open. Text that is kept
 * under the name of a page without a lock was left behind, and may be taken up by another page.
 */
export const newName = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

export function holdLock(name) {
  // A promise that never ends: the browser lets go of the lock when the page is closed.
  if (navigator.locks) navigator.locks.request(name, () => new Promise(() => {}));
}

export async function heldLocks() {
  if (!navigator.locks) return new Set();
  const { held } = await navigator.locks.query();
  return new Set(held.map((lock) => lock.name));
}
