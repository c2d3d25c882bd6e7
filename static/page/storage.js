/* What this browser keeps for a next page. It may refuse, or be full: then nothing is kept, and who asks hears so.
 *
 * On a computer that somebody said is shared, it is kept for this tab alone: it is gone when the tab is closed.
 */
export const isShared = () => document.querySelector("meta[name=shared]") !== null;

const area = () => (isShared() ? sessionStorage : localStorage);

// When it was last written: by that one sees what didn't come to disk.
export const WRITTEN = "loket:written";

/* saving/disk.js listens. */
const tellKept = (key, text) =>
  document.dispatchEvent(new CustomEvent("loket:kept", { detail: { key, text } }));

export function store(key, value) {
  const text = JSON.stringify(value);
  try {
    area().setItem(key, text);
    area().setItem(WRITTEN, Date.now());
  } catch {
    return false;
  }
  tellKept(key, text);
  return true;
}

/* Whether it keeps anything at all. */
export function keepsTexts() {
  try {
    area().setItem("loket:trial", "");
    area().removeItem("loket:trial");
    return true;
  } catch {
    return false;
  }
}

export function discard(key) {
  tellKept(key);
  try {
    area().removeItem(key);
    area().setItem(WRITTEN, Date.now());
  } catch {
    // What is refused was never kept.
  }
}

/* Returns null for what isn't there or isn't ours. */
export function stored(key) {
  try {
    return JSON.parse(area().getItem(key));
  } catch {
    return null;
  }
}

export function storedKeys(beginning) {
  try {
    return Object.keys(area()).filter((key) => key.startsWith(beginning));
  } catch {
    return [];
  }
}
