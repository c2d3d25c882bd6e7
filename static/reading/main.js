import { isShared } from "../page/storage.js";
import { person } from "../page/person.js";

/* Where somebody was in a report. This browser keeps the place, no text: who comes back is offered to read on from there,
 * and nothing moves by itself. On a computer that is shared nothing is kept.
 *
 * Going back in the history is the browser's own work. It doesn't know which tables were open, without which the page is
 * shorter and the place another.
 */
const KEY = `loket:reading:${person}`;
const MOST = 20; // reports of which the place is kept
const PAUSE = 300; // milliseconds without scrolling

const article = document.querySelector("article.report");
const offer = document.querySelector("[data-read-on]");
const places = article ? [...article.querySelectorAll("h2[id], h4[id], .no[id]")] : [];
const folded = article ? [...article.querySelectorAll("details")] : [];

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function keep(anchor) {
  const others = Object.entries(kept()).filter(([path]) => path !== location.pathname);
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries([...others.slice(1 - MOST), [location.pathname, anchor]])));
  } catch {
    // A browser that keeps nothing opens the report at its beginning.
  }
}

const current = () => places.findLast((place) => place.getBoundingClientRect().top < innerHeight / 3);

function headingOf(place) {
  const heading = place.closest("h4") ?? place.closest("tr")?.querySelector("th") ?? place;
  const text = heading.querySelector("[data-headline]") ?? heading;
  return text.innerText.replace(/\s+/g, " ").trim();
}

function offerToReadOn() {
  const [entry] = performance.getEntriesByType("navigation");
  const place = document.getElementById(kept()[location.pathname]);
  if (location.hash || entry?.type !== "navigate" || !place || !places.includes(place)) return;
  const line = offer.content.cloneNode(true);
  const link = line.querySelector("a");
  link.href = `#${place.id}`;
  link.textContent = headingOf(place);
  offer.replaceWith(line);
}

function reopen() {
  for (const place of history.state?.opened ?? []) if (folded[place]) folded[place].open = true;
}

function rememberOpened() {
  const opened = folded.flatMap((one, place) => (one.open ? [place] : []));
  history.replaceState({ ...history.state, opened }, "");
}

let waiting = 0;
function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const place = current();
    // At the beginning there is nothing to go back to, and who is there may still want to read on.
    if (place && place !== places[0]) keep(place.id);
  }, PAUSE);
}

if (article && offer) {
  reopen();
  article.addEventListener("toggle", rememberOpened, true);
  if (!isShared()) {
    offerToReadOn();
    addEventListener("scroll", soon, { passive: true });
  }
}
