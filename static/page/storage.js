/* What this browser keeps for a next page. It may refuse, or be full: then nothing is kept, and who asks hears so. */

export const WRITTEN = "loket:written"; // when it was last written: by that one sees what didn't come to disk

/* saving/disk.js listens. */
const tellKept = (key, text) =>
  document.dispatchEvent(new CustomEvent("loket:kept", { detail: { key, text } }));

export function store(key, value) {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(key, text);
    localStorage.setItem(WRITTEN, Date.now());
  } catch {
    return false;
  }
  tellKept(key, text);
  return true;
}

/* Whether it keeps anything at all. */
export function keepsTexts() {
  try {
    localStorage.setItem("loket:trial", "");
    localStorage.removeItem("loket:trial");
    return true;
  } catch {
    return false;
  }
}

export function discard(key) {
  tellKept(key);
  try {
    localStorage.removeItem(key);
    localStorage.setItem(WRITTEN, Date.now());
  } catch {
    // What is refused was never kept.
  }
}

/* Returns null for what isn't there or isn't ours. */
export function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export function storedKeys(beginning) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(beginning));
  } catch {
    return [];
  }
}
