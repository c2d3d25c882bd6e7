/* What this browser keeps for a next page. It may refuse, or be full: then nothing is kept, and who asks hears so.
 *
 * On a computer that somebody said is shared, it is kept for this tab alone: it is gone when the tab is closed.
 */
const area = () => ("shared" in document.body.dataset ? sessionStorage : localStorage);

export function store(key, value) {
  try {
    area().setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function discard(key) {
  try {
    area().removeItem(key);
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
