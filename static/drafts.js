/* What this device still holds of a person's text: its names, the notes about it, and what happens at logging out.
 * Keeping and sending it is in autosave.js, forms for something new are in parts.js.
 */
(() => {
  "use strict";
  const person = document.body.dataset.person;
  if (!person) return;
  const WORDS = {
    elsewhere: "Op dit apparaat staat nog tekst die niet is opgeslagen:",
    open: "Ga ernaartoe",
    stranded: "Op dit apparaat staat nog tekst van u die niet meer kan worden opgeslagen. Kopieer wat u wilt bewaren.",
    discard: "Gooi deze tekst weg",
    unsent: "Deze tekst is nog niet opgeslagen:",
    leaving: "Logt u uit, dan blijft de tekst op dit apparaat staan. Hij komt terug als u hier weer inlogt. Gebruiken ook anderen dit apparaat? Verstuur de tekst dan eerst.",
    leave: "Toch uitloggen",
    stay: "Blijf ingelogd",
  };
  const BOX = "loket:draft:" + person + ":", notes = new Map();

  /* What a person calls a unit: its page, and the question or part. */
  function nameOf(unit) {
    const entry = unit.closest(".entry"), number = unit.querySelector(".number");
    const title = document.getElementById(unit.getAttribute("aria-labelledby")) || (entry && entry.querySelector("strong")) || unit.querySelector("legend");
    const words = unit.getAttribute("aria-label") || (number ? number.textContent + " " : "") + (title ? title.textContent : "");
    const name = (pageName() + ": " + words).replace(/\s+/g, " ").trim();
    return name.length > 160 ? name.slice(0, 160).trim() + " …" : name;
  }
  const pageName = () => document.title.replace(/^Fout: /, "").replace(/ – Loket Evaluatie$/, "");

  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  }

  /* What pages that are no longer open left to be sent, the newest first. */
  async function leftOver(page) {
    const open = new Set();
    if (navigator.locks) for (const lock of (await navigator.locks.query()).held) open.add(lock.name);
    const found = [];
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(BOX) || key.endsWith(":" + page) || open.has("loket:page:" + key.slice(key.lastIndexOf(":") + 1))) continue;
      try {
        const draft = JSON.parse(localStorage.getItem(key));
        if (!navigator.locks && Date.now() - draft.at < 30000) continue;
        if (draft && draft.url) found.push({ key, draft });
      } catch { localStorage.removeItem(key); }
    }
    return found.sort((one, other) => other.draft.at - one.draft.at);
  }

  function note(key, text, parts) {
    const made = element("div", "note open", "");
    made.setAttribute("role", "status");
    made.append(element("p", "", text), ...parts);
    made.tabIndex = -1;
    document.querySelector("main").prepend(made);
    notes.set(key, made);
    return made;
  }

  function linkTo(draft) {
    const link = element("a", "", draft.name || WORDS.open);
    link.href = draft.where;
    return link;
  }

  /* Nobody takes this text any more (confirmed, deleted, no access): show it, to be copied and then thrown away. */
  function strandedText(key, draft) {
    const texts = (draft.changed || Object.keys(draft.values)).map((name) => draft.values[name]);
    const button = element("button", "button quiet small", WORDS.discard), actions = element("div", "actions", "");
    button.type = "button";
    button.addEventListener("click", () => { localStorage.removeItem(key); notes.get(key).remove(); notes.delete(key); });
    actions.append(button);
    return [element("p", "meta", draft.name || ""), ...texts.filter((text) => typeof text === "string" && text.trim()).map((text) => {
      const quote = element("blockquote", "rescued", text);
      quote.dir = "auto";
      return quote;
    }), actions];
  }

  const elsewhere = (key, draft) => note(key, WORDS.elsewhere, [linkTo(draft)]);
  const stranded = (key, draft) => note(key, WORDS.stranded, strandedText(key, draft));

  /* Logging out: what isn't stored is sent first. What can't be is named, and the person decides. */
  function unsent() {
    const boxes = [BOX, "loket:new:" + person + ":"];
    const keys = Object.keys(localStorage).filter((key) => boxes.some((box) => key.startsWith(box)));
    return keys.map((key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } })
      .filter((draft) => draft && draft.where).sort((one, other) => one.at - other.at);
  }

  async function logOut(form) {
    if (window.loket.sendAll) await window.loket.sendAll();
    const left = unsent();
    if (!left.length) { form.submit(); return; }
    if (notes.has(form)) notes.get(form).remove();
    const list = document.createElement("ul"), actions = element("div", "actions", "");
    for (const draft of left) {
      list.append(document.createElement("li"));
      list.lastChild.append(linkTo(draft));
    }
    for (const [words, style, act] of [[WORDS.stay, "button", () => {}], [WORDS.leave, "button quiet", () => form.submit()]]) {
      const button = element("button", style, words);
      button.type = "button";
      button.addEventListener("click", () => { notes.get(form).remove(); notes.delete(form); act(); });
      actions.append(button);
    }
    note(form, WORDS.unsent, [list, element("p", "", WORDS.leaving), actions]).focus();
  }
  document.addEventListener("submit", (event) => {
    const form = event.target, address = new URL(form.getAttribute("action") || location.href, location.href);
    if (!address.pathname.endsWith("/uitloggen/")) return;
    event.preventDefault();
    logOut(form);
  });

  /* A form for something new (parts.js) has arrived when this page is what came after it. */
  const added = sessionStorage.getItem("loket:sent"), [load] = performance.getEntriesByType("navigation");
  if (added && load && load.redirectCount) {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(added)); } catch { /* not ours */ }
    if (kept && document.referrer.split(/[?#]/)[0] === location.origin + kept.where) {
      localStorage.removeItem(added);
      sessionStorage.removeItem("loket:sent");
    }
  }

  window.loket = { element, elsewhere, leftOver, nameOf, notes, pageName, stranded };
})();
