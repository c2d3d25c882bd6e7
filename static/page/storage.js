/* What this browser keeps for a next page. It may refuse, or be full: then nothing is kept, and who asks hears so. */
export function store(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

const TRIAL = "loket:trial";

/* Whether it keeps anything at all. */
export function keepsTexts() {
  const isKept = store(TRIAL, "");
  discard(TRIAL);
  return isKept;
}

export function discard(key) {
  try {
    localStorage.removeItem(key);
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
