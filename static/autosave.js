/* Saves what people type, and never loses it.
 *
 * A unit is an element with data-autosave: the address that saves it. What is typed is first kept in this browser
 * (localStorage), at every key, and thrown away only when the server has it. So it survives a closed tab, a page that
 * was left, a lost connection and an ended session; the next page of the portal sends what is left over.
 * Each page load has a name of its own (`page`) and numbers its saves (`step`): that is how the server tells a save
 * that was sent twice or came late from a colleague's (assessments/saving/revisions.py). `served` says what each field held when
 * the page was made: that is how the server tells what was typed here from what was only shown (assessments/saving/conflicts.py).
 * `set` is the version of the questions that the text was typed under.
 */
(() => {
  "use strict";
  const person = document.body.dataset.person;
  if (!person) return;
  document.documentElement.classList.add("scripted");

  const newName = () => crypto.getRandomValues(new Uint32Array(4)).join("-");
  const page = newName();
  const QUIET = 1200, LONGEST = 8000, RETRY = 5000, RETRY_MOST = 20000, NO_REPLY = 30000, KEEPALIVE_MOST = 60000;
  const BOX = "loket:draft:" + person + ":";
  const WORDS = {
    saving: "Wordt opgeslagen …",
    offline: "Geen verbinding. Uw tekst staat veilig op dit apparaat en wordt verstuurd zodra het kan.",
    error: "Het portaal gaf een fout. Uw tekst staat veilig op dit apparaat en wordt vanzelf opnieuw verstuurd.",
    refused: "Uw tekst is niet opgeslagen. Hij staat nog op dit apparaat.",
    full: "Deze browser kan uw tekst niet bewaren. Laat deze pagina open tot er “Opgeslagen” staat.",
  };
  const states = new Map(), { element, nameOf, notes } = window.loket;

  // A page that is open holds a lock with its name; drafts of pages without one are left over.
  if (navigator.locks) navigator.locks.request("loket:page:" + page, () => new Promise(() => {}));

  const cookie = () => (document.cookie.match(/(?:^|;\s*)(?:__Host-)?csrftoken=([^;]+)/) || [])[1] || "";
  const units = () => [...document.querySelectorAll("[data-autosave]")];
  const BOOKKEEPING = ["revision", "served", "seen"];
  const isOwn = (field, prefix) => field.name && field.name.startsWith(prefix) && !BOOKKEEPING.includes(field.name.slice(prefix.length));
  const fieldsOf = (unit) => [...unit.querySelectorAll("input, textarea, select")].filter((field) => isOwn(field, unit.dataset.prefix));

  const servedOption = (select) => [...select.options].find((option) => option.defaultSelected) || select.options[0];
  const servedValue = (field) => (field.tagName === "SELECT" ? (servedOption(field) || { value: "" }).value : field.defaultValue);

  /* What the fields of a unit hold; `served`: what they held when the server sent the page. */
  function valuesOf(unit, served) {
    const values = {};
    for (const field of fieldsOf(unit)) {
      const checked = served ? field.defaultChecked : field.checked;
      if (field.type === "radio") {
        if (!(field.name in values)) values[field.name] = "";
        if (checked) values[field.name] = field.value;
      } else if (field.type === "checkbox") {
        if (!Array.isArray(values[field.name])) values[field.name] = [];
        if (checked) values[field.name].push(field.value);
      } else values[field.name] = served ? servedValue(field) : field.value;
    }
    return values;
  }

  function fill(unit, values) {
    for (const field of fieldsOf(unit)) {
      const value = values[field.name];
      if (value === undefined) continue;
      if (field.type === "radio") field.checked = field.value === value;
      else if (field.type === "checkbox") field.checked = value.includes(field.value);
      else field.value = value;
    }
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  const hidden = (unit, name) => unit.querySelector(`[name="${CSS.escape(unit.dataset.prefix + name)}"]`);

  function stateOf(unit) {
    const known = states.get(unit.dataset.autosave);
    if (known && known.unit === unit) return known;
    const revision = hidden(unit, "revision"), served = hidden(unit, "served");
    const state = {
      unit, url: unit.dataset.autosave, revision: Number(revision ? revision.value : 0), served: served ? served.value : "", editor: page, step: known ? known.step : 0, set: unit.dataset.set,
      saved: unit.querySelector(".error, .conflict") ? {} : valuesOf(unit, true), sent: null, timer: null, since: null,
      wait: RETRY, conflict: !!unit.querySelector(".conflict"), key: null,
    };
    state.key = BOX + state.url + ":" + page;
    states.set(state.url, state);
    return state;
  }

  function say(state, kind, text, beside) {
    const reply = state.unit.querySelector(".reply"), line = element("p", "saved", text);
    if (!reply) return;
    line.dataset.state = kind;
    if (!beside) reply.replaceChildren(line);
    else if (reply.lastElementChild.textContent !== text) reply.append(line);
  }

  const isDirty = (state) => !same(valuesOf(state.unit), state.saved);

  function keep(state) {
    const values = valuesOf(state.unit), changed = Object.keys(values).filter((name) => !same(values[name], state.saved[name]));
    const draft = { values, changed, name: nameOf(state.unit), revision: state.revision, served: state.served, editor: state.editor, step: state.step, prefix: state.unit.dataset.prefix, set: state.set,
      at: Date.now(), where: location.pathname + "#" + (state.unit.id || ""), url: state.url };
    try {
      localStorage.setItem(state.key, JSON.stringify(draft));
      state.unkept = false;
    } catch {
      if (!state.unkept) say(state, "waiting", WORDS.full);
      state.unkept = true;
    }
  }

  const forget = (state) => localStorage.removeItem(state.key);

  function typed(unit, soon) {
    const state = stateOf(unit);
    keep(state);
    if (state.conflict) return;
    state.since = state.since || Date.now();
    clearTimeout(state.timer);
    const left = Math.max(0, LONGEST - (Date.now() - state.since));
    state.timer = setTimeout(() => send(state), Math.min(soon ? 150 : QUIET, left));
  }

  function bodyOf(values, draft) {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
    body.set(draft.prefix + "revision", draft.revision);
    body.set(draft.prefix + "served", draft.served || "");
    body.set("editor", draft.editor);
    body.set("step", draft.step);
    body.set("person", person);
    if (draft.set) body.set("set", draft.set);
    return body;
  }

  /* Sends a unit by htmx. One save of a unit is under way at a time; what is typed meanwhile follows. */
  function send(state) {
    clearTimeout(state.timer);
    state.timer = null;
    state.waiting = false;
    if (state.sent || state.conflict || !state.unit.isConnected) return;
    if (!isDirty(state)) {
      // Back to what is stored: a message about what wasn't is over.
      state.unit.querySelectorAll('.reply [data-state="refused"], .reply [data-state="waiting"]').forEach((line) => line.remove());
      forget(state);
      state.since = null;
      return;
    }
    state.step += 1;
    state.sent = valuesOf(state.unit);
    keep(state);
    say(state, "saving", WORDS.saving);
    if (window.htmx) htmx.trigger(state.unit, "loket:save");
    else state.sent = null;
  }

  const unitOf = (event) => event.target.closest && event.target.closest("[data-autosave]");
  const isChoice = (event) => !!(event.detail.requestConfig && event.detail.requestConfig.parameters.resolve);

  document.addEventListener("htmx:configRequest", (event) => {
    const unit = unitOf(event);
    if (!unit) return;
    const state = stateOf(unit), parameters = event.detail.parameters;
    event.detail.headers["X-CSRFToken"] = cookie();
    delete parameters.csrfmiddlewaretoken;
    parameters.person = person;
    const choosing = event.target !== unit;
    parameters.editor = choosing ? "" : state.editor;
    parameters.step = state.step;
    if (state.set) parameters.set = state.set;
    parameters[unit.dataset.prefix + "served"] = state.served || "";
    if (!choosing) parameters[unit.dataset.prefix + "revision"] = state.revision;
  });

  // Only a choice that was taken in replaces the question; any other answer to it goes where answers go.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const reply = isChoice(event) && event.detail.xhr.status >= 300 && unitOf(event) && unitOf(event).querySelector(".reply");
    if (reply) Object.assign(event.detail, { target: reply, swapOverride: "innerHTML" });
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const unit = unitOf(event), xhr = event.detail.xhr;
    if (!unit) return;
    const state = stateOf(unit), sent = state.sent;
    if (isChoice(event)) { chosen(state, xhr.status); return; }
    state.sent = null;
    if (xhr.status >= 200 && xhr.status < 300) {
      if (!adopt(state, sent, xhr)) state.saved = sent;
      state.wait = RETRY;
      state.since = null;
      if (isDirty(state)) { keep(state); send(state); } else forget(state);
      recount();
    } else if (xhr.status === 409) {
      state.conflict = true;
    } else if (xhr.status === 401 || /data-session=/.test(xhr.responseText)) {
      later(state);
    } else if (xhr.status >= 400 && xhr.status < 500) {
      if (!state.unit.querySelector('.reply [data-state="refused"]')) say(state, "refused", WORDS.refused);
      if (adopt(state, sent, xhr)) { keep(state); recount(); }
      if (!same(valuesOf(state.unit), sent)) typed(state.unit);
    } else {
      say(state, "waiting", xhr.status ? WORDS.error : WORDS.offline);
      later(state);
    }
  });

  const digestsOf = (served) => Object.fromEntries((served || "").split(" ").slice(1).map((one) => one.split(":")));

  /* Takes in what a reply says about what is stored now; returns whether it says so. What another filled in meanwhile is
   * shown here too. A field that could not be stored, or that was typed in since while another changed it, goes on from
   * what it was served with; the page then gets a new name, so that the server compares it field by field.
   */
  function adopt(state, sent, xhr) {
    const told = new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector("[data-revision]");
    if (!told) return false;
    const now = valuesOf(state.unit), before = state.saved, filled = {};
    const apart = (told.dataset.held || "").split(" ").filter(Boolean);
    for (const [name, posted] of Object.entries(JSON.parse(told.dataset.merged || "{}"))) {
      if (same(now[name], sent[name])) filled[name] = Array.isArray(now[name]) ? posted : posted[0] || "";
      else apart.push(name);
    }
    fill(state.unit, filled);
    const shown = valuesOf(state.unit), digests = digestsOf(told.dataset.served), earlier = digestsOf(state.served);
    state.saved = { ...sent };
    for (const name of Object.keys(filled)) state.saved[name] = shown[name];
    for (const name of apart) {
      const short = name.slice(state.unit.dataset.prefix.length);
      state.saved[name] = before[name];
      digests[short] = earlier[short] || "";
    }
    if (apart.length) Object.assign(state, { editor: newName(), step: 0 });
    state.revision = Number(told.dataset.revision);
    state.served = ["v1", ...Object.entries(digests).map((one) => one.join(":"))].join(" ");
    for (const name of ["revision", "served"]) if (hidden(state.unit, name)) hidden(state.unit, name).value = state[name];
    return true;
  }

  /* The contents say how many questions of this theme have an answer; the rule is is_answered() in contents.py. */
  function recount() {
    const count = document.querySelector(".contents [aria-current=page] .count");
    const asked = units().filter((unit) => unit.matches(".indicator"));
    if (!count || !asked.length) return;
    const answered = asked.filter((unit) => {
      const saved = stateOf(unit).saved, of = (name) => (saved[unit.dataset.prefix + name] || "").trim();
      return of("text") || of("number") || of("yes") || ["unknown", "not_applicable"].includes(of("judgement"));
    });
    count.firstChild.textContent = answered.length + "/" + asked.length;
  }

  function chosen(state, status) {
    if (status >= 200 && status < 300) forget(state);
    else if (status < 400 || status >= 500) say(state, "waiting", status ? WORDS.error : WORDS.offline, true);
    else if (status !== 409) {
      state.conflict = false;
      if (status === 401) later(state);
    }
  }

  function later(state) {
    clearTimeout(state.timer);
    state.waiting = true;
    state.timer = setTimeout(() => send(state), state.wait);
    state.wait = Math.min(RETRY_MOST, state.wait * 2);
  }

  function retryNow() {
    for (const state of states.values()) if (state.waiting && !state.sent) { state.wait = RETRY; send(state); }
    if (notes.size) takeUp();
  }
  addEventListener("online", retryNow);
  addEventListener("focus", retryNow);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") retryNow();
    else for (const state of states.values()) if (state.timer && !state.waiting) send(state);
  });

  /* The page goes away: what is not yet stored goes along in one last request that the browser finishes by itself. */
  function flush() {
    for (const state of states.values()) {
      if (state.conflict || !state.unit.isConnected || !isDirty(state)) continue;
      clearTimeout(state.timer);
      state.timer = null;
      if (!state.sent || !same(state.sent, valuesOf(state.unit))) state.step += 1;
      keep(state);
      post(state.url, valuesOf(state.unit), { ...state, prefix: state.unit.dataset.prefix }, true).catch(() => {});
    }
  }
  addEventListener("pagehide", flush);
  addEventListener("beforeunload", (event) => {
    if ([...states.values()].some((state) => state.unkept && isDirty(state))) event.preventDefault();
  });

  function post(url, values, draft, leaving) {
    const body = bodyOf(values, draft).toString();
    if (leaving && body.length > KEEPALIVE_MOST) return Promise.reject(new Error("too long to send on leaving"));
    return fetch(url, { method: "POST", body, keepalive: !!leaving, redirect: "error",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": cookie(), "HX-Request": "true" } });
  }

  /* Drafts that an earlier page left: into the fields when they are on this page, else straight to the server. */
  async function takeUp() {
    const taken = new Set();
    for (const { key, draft } of await window.loket.leftOver(page)) {
      if (taken.has(draft.url)) continue;
      taken.add(draft.url);
      const unit = units().find((one) => one.dataset.autosave === draft.url);
      if (unit) restore(unit, key, draft);
      else await sendElsewhere(key, draft);
    }
  }

  function restore(unit, key, draft) {
    const state = stateOf(unit);
    if (isDirty(state) || state.sent || state.conflict) return;
    localStorage.removeItem(key);
    if (same(draft.values, state.saved)) return;
    state.revision = draft.revision;
    state.served = draft.served || "";
    state.editor = draft.editor;
    state.step = draft.step;
    state.set = draft.set || state.set;
    fill(unit, draft.values);
    unit.querySelectorAll("details").forEach((part) => { part.open = true; });
    if (unit.closest("details")) unit.closest("details").open = true;
    keep(state);
    send(state);
  }

  async function sendElsewhere(key, draft) {
    let status = 0;
    try {
      status = (await post(draft.url, draft.values, { ...draft, step: draft.step + 1 })).status;
    } catch { /* no connection: the note says where the text is */ }
    if (notes.has(key)) notes.get(key).remove();
    notes.delete(key);
    if (status >= 200 && status < 300) localStorage.removeItem(key);
    else if ([400, 403, 404, 413].includes(status)) window.loket.stranded(key, draft);
    else window.loket.elsewhere(key, draft);
  }

  document.addEventListener("input", (event) => { const unit = unitOf(event); if (unit && isOwn(event.target, unit.dataset.prefix)) typed(unit); });
  document.addEventListener("change", (event) => { const unit = unitOf(event); if (unit && isOwn(event.target, unit.dataset.prefix)) typed(unit, true); });
  document.addEventListener("focusout", (event) => {
    const unit = unitOf(event);
    if (unit && !unit.contains(event.relatedTarget) && states.has(unit.dataset.autosave) && isDirty(stateOf(unit))) typed(unit, true);
  });
  // Enter in a one-line field: save as always, instead of leaving the page.
  document.addEventListener("submit", (event) => {
    const here = [...states.values()].filter((state) => fieldsOf(state.unit).some((field) => field.form === event.target));
    here.forEach((state) => clearTimeout(state.timer));
    if (!window.htmx || !here.length) return;
    event.preventDefault();
    here.forEach((state) => { if (isDirty(state)) send(state); });
  });

  /* Logging out (drafts.js) waits for what can be sent now. */
  async function sendAll() {
    const end = Date.now() + 3000, mine = [...states.values()].filter((state) => isDirty(state) && !state.conflict);
    mine.forEach(send);
    while (mine.some((state) => state.sent) && Date.now() < end) await new Promise((done) => setTimeout(done, 50));
  }
  window.loket.sendAll = sendAll;

  /* After a choice between two texts the question comes back whole: start afresh with what it shows. */
  document.addEventListener("htmx:load", (event) => {
    const unit = event.target.closest && event.target.matches("[data-autosave]") ? event.target : null;
    if (!unit) return;
    const old = states.get(unit.dataset.autosave);
    if (!old || old.unit === unit) return;
    forget(old);
    clearTimeout(old.timer);
    stateOf(unit);
    const field = unit.querySelector("textarea");
    if (field) field.focus({ preventScroll: true });
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest('[name="resolve"]'), unit = button && button.closest("[data-autosave]");
    if (!unit || !window.htmx) return;
    event.preventDefault();
    const values = { ...valuesOf(unit), resolve: button.value };
    const seen = unit.querySelector('.conflict [name$="-seen"]');
    if (seen) values[seen.name] = seen.value;
    values[unit.dataset.prefix + "revision"] = stateOf(unit).revision;
    htmx.ajax("POST", unit.dataset.autosave, { source: button, target: unit, swap: "outerHTML", values }).catch(() => {});
  });

  function start() {
    if (window.htmx) htmx.config.timeout = NO_REPLY;
    // Somebody who types before this script runs has typed all the same.
    for (const unit of units()) if (isDirty(stateOf(unit))) typed(unit);
    takeUp();
    // The page before this one may still have been closing.
    setTimeout(takeUp, 1500);
  }
  // After htmx, which starts at the same event.
  if (document.readyState === "complete") start();
  else document.addEventListener("DOMContentLoaded", start);
})();
