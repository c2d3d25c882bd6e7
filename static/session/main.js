/* A page warns shortly before the session ends because nobody does anything, and says so when it has ended.
 *
 * Typing and clicking count, in every tab: a page that saves tells the server so itself, other typing is told here. A
 * page that is just open doesn't count. The server decides (networks/own_account/middleware.py); this is only to warn.
 */
import { ask } from "../page/saved_reply.js";

const MINUTE = 60000;
const WARNED = 2 * MINUTE;
const LOOKED = 5000;

const notice = document.querySelector("[data-seconds-open]");

if (notice) {
  const warning = notice.querySelector("[data-warning]");
  const over = notice.querySelector("[data-over]");
  // The server notes once a minute that somebody is there, so it may be a minute behind.
  const limit = Number(notice.dataset.secondsOpen) * 1000 - MINUTE;
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("loket-active") : null;
  // On the pages of the portal this script comes when the page has been open for a while (saving/main.js).
  let active = performance.timeOrigin;
  let told = active;

  // In sight wherever somebody is on the page.
  notice.style.position = "sticky";
  notice.style.insetBlockEnd = "0";

  const show = (part) => {
    warning.hidden = part !== warning;
    over.hidden = part !== over;
    notice.hidden = !part;
  };

  const look = () => {
    const idle = Date.now() - active;
    if (idle >= limit) show(over);
    else show(idle >= limit - WARNED ? warning : null);
  };

  const seen = (at) => {
    active = Math.max(active, at);
    look();
  };

  const stay = async () => {
    told = Date.now();
    const reply = await ask(notice.dataset.stay, { method: "POST" });
    if (reply.stays) {
      seen(told);
      tabs?.postMessage(told);
    } else if (reply.session === "over") {
      show(over);
    }
    // Without a reply the next key or click tries again.
  };

  const act = () => {
    if (Date.now() - told > MINUTE && Date.now() - active < limit) stay();
  };

  tabs?.addEventListener("message", (event) => seen(Number(event.data) || 0));
  tabs?.postMessage(active);
  document.addEventListener("input", act);
  document.addEventListener("change", act);
  warning.querySelector("button").addEventListener("click", stay);
  setInterval(look, LOOKED);
  look();
}
