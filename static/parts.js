/* Lists of parts (points, recommendations, conclusions): what is typed in a form for a new one survives leaving the
 * page, and parts can be dragged to another place. Saving what is already there is in autosave.js.
 */
(() => {
  "use strict";
  const person = document.body.dataset.person;
  if (!person) return;
  const page = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const BOX = "loket:new:" + person + ":", OPEN = "loket:new-page:", SENT = "loket:sent", LAST = "loket:last";
  const WORDS = {
    moved: "De nieuwe volgorde is opgeslagen.", refused: "De nieuwe volgorde is niet opgeslagen.", drag: "Versleep",
    other: "Dit schreef u ook, in een ander venster. Het is nog niet toegevoegd.",
    gone: "Dit schreef u hier. Het kan niet meer worden toegevoegd. Kopieer wat u wilt bewaren.",
    use: "Zet in het formulier", discard: "Gooi deze tekst weg",
  };

  /* --- Forms for something new. Kept at every key, for each page apart; forgotten once the server has it. --- */
  if (navigator.locks) navigator.locks.request(OPEN + page, () => new Promise(() => {}));
  const placeOf = (form) => BOX + new URL(form.action).pathname;
  const keyOf = (form) => placeOf(form) + ":" + page;
  const fieldsOf = (form) => [...form.querySelectorAll("input:not([type=hidden]), textarea, select")].filter((field) => field.name);
  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
  const plain = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim();
  const isTouched = (field) => (isChoice(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
  const valuesOf = (form) => fieldsOf(form).filter((field) => !isChoice(field) || field.checked).map((field) => [field.name, field.value]);
  // A form that came back with errors is not as it was served: the person's text is its default.
  const holdsText = (form) => fieldsOf(form).some(isTouched) || !!form.querySelector(".error");

  function entryOf(form, sent) {
    const around = [[form.closest("section"), "h2"], [form.closest("details"), "summary"]].map(([part, title]) => part && part.querySelector(title));
    const titles = around.filter(Boolean).map((title) => plain(title.textContent)).join(", ");
    const name = window.loket.pageName() + (titles ? ": " + titles : "");
    return JSON.stringify({ values: valuesOf(form), where: location.pathname, name, sent, at: Date.now() });
  }

  /* Returns whether the browser holds what the form holds. */
  function keep(form, sent) {
    try {
      if (holdsText(form)) localStorage.setItem(keyOf(form), entryOf(form, sent));
      else localStorage.removeItem(keyOf(form));
      if (sent) sessionStorage.setItem(SENT, keyOf(form));
      return true;
    } catch { return false; /* the page itself still holds the text */ }
  }

  /* Whether the texts of a form that was sent stand on this page. That it is what came after the form: drafts.js. */
  function hasArrived(kept) {
    const stored = new Set([...document.querySelectorAll("main textarea, main input[type=text]")].map((field) => plain(field.defaultValue)));
    const texts = kept.values.map(([, value]) => plain(value)).filter((value) => value.includes(" "));
    return !!kept.sent && texts.length > 0 && texts.every((text) => stored.has(text));
  }

  function fill(form, kept) {
    for (const field of fieldsOf(form)) {
      const values = kept.values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isChoice(field)) field.checked = values.includes(field.value);
      else field.value = values[0] || "";
    }
    if (form.closest("details")) form.closest("details").open = true;
  }

  /* What pages that are no longer open left, the newest first. */
  async function leftOver() {
    const open = new Set(), found = [];
    if (navigator.locks) for (const lock of (await navigator.locks.query()).held) open.add(lock.name);
    for (const key of Object.keys(localStorage)) {
      const [place, of] = key.slice(BOX.length).split(":");
      if (!key.startsWith(BOX) || of === page || open.has(OPEN + of)) continue;
      try {
        const kept = JSON.parse(localStorage.getItem(key));
        if (kept && kept.values) found.push({ key, place: BOX + place, kept });
      } catch { localStorage.removeItem(key); }
    }
    return found.sort((one, other) => (other.kept.at || 0) - (one.kept.at || 0));
  }

  /* Each text that was left comes back once: the newest in the form when that is empty, others beneath it. With `last`,
   * only when the page with that name left something.
   */
  async function bringBack(last) {
    const forms = [...document.querySelectorAll("form[data-keep]")], left = await leftOver();
    if (last && !left.some(({ key }) => key.endsWith(":" + last))) return;
    for (const form of forms) {
      const others = [];
      for (const one of left.filter(({ place }) => place === placeOf(form))) {
        const same = JSON.stringify(one.kept.values) === JSON.stringify(valuesOf(form));
        if (!same && hasArrived(one.kept)) localStorage.removeItem(one.key);
        else if (same || !holdsText(form)) {
          fill(form, one.kept);
          if (keep(form)) localStorage.removeItem(one.key);
        } else others.push(one);
      }
      showBeside(form, others);
    }
    const places = forms.map(placeOf), lost = left.filter(({ kept, place }) => kept.where === location.pathname && !places.includes(place));
    showBeside(null, lost.filter(({ key, kept }) => localStorage.getItem(key) && !hasArrived(kept)));
  }

  function showBeside(form, others) {
    const place = form || document.querySelector("main h1");
    while (place && place.nextElementSibling && place.nextElementSibling.matches(".left-over")) place.nextElementSibling.remove();
    for (const { key, kept } of place ? others : []) {
      const note = document.createElement("div"), actions = document.createElement("div"), words = document.createElement("p");
      note.className = "note open left-over";
      actions.className = "actions";
      words.textContent = form ? WORDS.other : WORDS.gone;
      note.append(words);
      for (const [name, text] of kept.values.filter(([, value]) => value.trim())) {
        const field = form && fieldsOf(form).find((one) => one.name === name), label = document.createElement("span");
        if (field && isChoice(field)) continue;
        Object.assign(label, { className: "label", textContent: field && field.labels[0] ? field.labels[0].textContent : "" });
        const quote = document.createElement("blockquote");
        Object.assign(quote, { className: "rescued", dir: "auto", textContent: text });
        note.append(label, quote);
      }
      if (form) actions.append(button(WORDS.use, () => exchange(form, key, kept)));
      actions.append(button(WORDS.discard, () => { localStorage.removeItem(key); note.remove(); }));
      note.append(actions);
      place.after(note);
    }
  }

  function button(words, act) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "button quiet small", textContent: words });
    made.addEventListener("click", act);
    return made;
  }

  /* The text beneath goes into the form, and what stood there goes beneath. */
  function exchange(form, key, kept) {
    try {
      if (holdsText(form)) localStorage.setItem(key, entryOf(form));
    } catch { return; }
    const was = holdsText(form);
    fill(form, kept);
    if (keep(form) && !was) localStorage.removeItem(key);
    takeTurns();
  }

  // Pages that open at the same moment take what is left one after another, or both would take the same.
  const takeTurns = (last) => (navigator.locks ? navigator.locks.request("loket:new-taking", () => bringBack(last)) : bringBack(last));

  function start() {
    const sent = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    for (const form of document.querySelectorAll("form[data-keep]")) {
      // It came back with errors: this page holds the text now.
      if (form.querySelector(".error") && keep(form) && sent && sent.startsWith(placeOf(form) + ":")) localStorage.removeItem(sent);
    }
    takeTurns();
    // The page that stood in this tab before may still be closing.
    const last = sessionStorage.getItem(LAST);
    sessionStorage.setItem(LAST, page);
    if (last) for (const wait of [300, 1500]) setTimeout(() => takeTurns(last), wait);
  }

  const keptForm = (event) => event.target.closest && event.target.closest("form[data-keep]");
  for (const type of ["input", "change"]) document.addEventListener(type, (event) => { if (keptForm(event)) keep(keptForm(event)); });
  document.addEventListener("submit", (event) => { if (keptForm(event)) keep(keptForm(event), true); });

  /* --- Order by dragging. The buttons do the same, also without a mouse. --- */
  const cookie = () => (document.cookie.match(/(?:^|;\s*)(?:__Host-)?csrftoken=([^;]+)/) || [])[1] || "";
  let dragged = null, before = [];

  function addHandle(item) {
    const tools = item.querySelector(".tools");
    if (!tools) return;
    const handle = document.createElement("span");
    handle.className = "handle";
    handle.draggable = true;
    handle.title = WORDS.drag;
    handle.setAttribute("aria-hidden", "true");
    handle.textContent = "⠿";
    tools.prepend(handle);
  }

  function renumber(list) {
    [...list.children].forEach((item, place) => {
      const title = item.querySelector(":scope > h3"), form = item.querySelector("form[aria-label]");
      if (title) title.textContent = title.textContent.replace(/\d+/, place + 1);
      if (form) form.setAttribute("aria-label", form.getAttribute("aria-label").replace(/\d+/, place + 1));
    });
  }

  async function store(list) {
    const order = [...list.children].map((item) => item.dataset.id).join(",");
    let stored = false;
    try {
      const reply = await fetch(list.dataset.sortable, { method: "POST", body: new URLSearchParams({ order }),
        headers: { "X-CSRFToken": cookie(), "HX-Request": "true" } });
      stored = reply.ok;
    } catch { /* no connection */ }
    if (!stored) list.replaceChildren(...before);
    renumber(list);
    tell(list, stored ? WORDS.moved : WORDS.refused, stored ? "saved" : "refused");
  }

  function tell(list, text, state) {
    let line = list.nextElementSibling;
    if (!line || !line.matches(".saved")) {
      line = document.createElement("p");
      line.className = "saved";
      line.setAttribute("role", "status");
      list.after(line);
    }
    line.dataset.state = state;
    line.textContent = text;
  }

  document.addEventListener("dragstart", (event) => {
    const handle = event.target.closest && event.target.closest(".handle");
    if (!handle) return;
    dragged = handle.closest("[data-id]");
    before = [...dragged.parentElement.children];
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.setDragImage(dragged, 0, 0);
  });
  document.addEventListener("dragover", (event) => {
    const over = dragged && event.target.closest("[data-id]");
    if (!over || over.parentElement !== dragged.parentElement) return;
    event.preventDefault();
    if (over === dragged) return;
    const box = over.getBoundingClientRect(), below = event.clientY > box.top + box.height / 2;
    if (below) over.after(dragged);
    else over.before(dragged);
  });
  document.addEventListener("drop", (event) => { if (dragged) event.preventDefault(); });
  document.addEventListener("dragend", () => {
    if (!dragged) return;
    const list = dragged.parentElement;
    dragged.classList.remove("dragged");
    dragged = null;
    if ([...list.children].some((item, place) => item !== before[place])) store(list);
  });

  document.addEventListener("DOMContentLoaded", () => {
    start();
    document.querySelectorAll("[data-sortable]").forEach((list) => { if (list.children.length > 1) [...list.children].forEach(addHandle); });
  });
})();
