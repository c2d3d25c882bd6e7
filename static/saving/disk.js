/* A copy of what this browser keeps, on disk at once.
 *
 * localStorage goes to disk after seconds, and later when much is typed: a browser that is killed while the server is
 * away would lose that. IndexedDB is slow to ask, so it only holds a copy, from which the next page brings back what
 * is missing. Where it is refused all goes on without.
 */
import { WRITTEN, isShared } from "../page/storage.js";

const KEPT = "kept";
const LONGEST_DISK_WAIT = 1000; // milliseconds

const database = new Promise((done) => {
  // On a shared computer nothing stays.
  if (isShared()) {
    done(null);
    return;
  }
  try {
    const asked = indexedDB.open("loket", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(KEPT);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => done(null);
  } catch {
    done(null);
  }
});

document.addEventListener("loket:kept", copyToDisk);

/* Without a text the copy goes. */
async function copyToDisk({ detail: { key, text } }) {
  try {
    const copies = (await database).transaction(KEPT, "readwrite").objectStore(KEPT);
    if (text === undefined) copies.delete(key);
    else copies.put(text, key);
  } catch {
    // No database, or it is closing.
  }
}

/* Resolves when what was only on disk is in localStorage. */
export const broughtBack = Promise.race([
  bringBackCopies(),
  new Promise((done) => setTimeout(done, LONGEST_DISK_WAIT)),
]);

async function bringBackCopies() {
  try {
    const copies = (await database).transaction(KEPT, "readonly").objectStore(KEPT);
    const [keys, texts] = await Promise.all([copies.getAllKeys(), copies.getAll()].map(answerTo));
    const written = Number(localStorage.getItem(WRITTEN));
    keys.forEach((key, place) => {
      // What is older was thrown away.
      if (JSON.parse(texts[place]).at > written) localStorage.setItem(key, texts[place]);
    });
    // For forms for something new (entries/).
    document.dispatchEvent(new Event("loket:brought-back"));
  } catch {
    // Then there is no copy.
  }
}

const answerTo = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = failed;
  });
