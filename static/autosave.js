/* Saves what people type, and never loses it.
 *
 * A unit is an element with data-autosave: the address that saves it. What is typed is first kept in this browser
 * (localStorage), at every key, and thrown away only when the server has it. So it survives a closed tab, a page that
 * was left, a lost connection and an ended session; the next page of the portal sends what is left over.
 * Each page load has a name of its own (`page`) and numbers its saves (`step`): that is how the server tells a save
 * that was sent twice or came late from a colleague's (assessments/saving.py).
 */
(() => {
  "use strict";
  const person = document.body.dataset.person;
  if (!person) return;
  document.documentElement.classList.add("scripted");

  const page = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const QUIET = 1200, LONGEST = 8000, RETRY = 5000, RETRY_MOST = 20000, KEEPALIVE_MOST = 60000;
  const BOX = "loket:draft:" + person + ":";
  const WORDS = {
    saving: "Wordt opgeslagen …",
    offline: "Geen verbinding. Uw tekst staat veilig op dit apparaat en wordt verstuurd zodra het kan.",
    refused: "Uw tekst is niet opgeslagen. Hij staat nog op dit apparaat.",
    full: "Deze browser kan uw tekst niet bewaren. Laat deze pagina open tot er “Opgeslagen” staat.",
    restored: "Deze tekst stond nog op dit apparaat en wordt nu opgeslagen.",
    elsewhere: "Op dit apparaat staat nog tekst die niet is opgeslagen:",
    open: "Ga ernaartoe",
  };
  const states = new Map();

  // A page that is open holds a lock with its name; drafts of pages without one are left over.
  if (navigator.locks) navigator.locks.request("loket:page:" + page, () => new Promise(() => {}));

  const cookie = () => (document.cookie.match(/(?:^|;\s*)(?:__Host-)?csrftoken=([^;]+)/) || [])[1] || "";
  const units = () => [...document.querySelectorAll("[data-autosave]")];
  const isOwn = (field, prefix) => field.name && field.name.startsWith(prefix) && field.name !== prefix + "revision" && field.name !== prefix + "seen";
  const fieldsOf = (unit) => [...unit.querySelectorAll("input, textarea, select")].filter((field) => isOwn(field, unit.dataset.prefix));

  function valuesOf(unit) {
    const values = {};
    for (const field of fieldsOf(unit)) {
      if (field.type === "radio") {
        if (!(field.name in values)) values[field.name] = "";
        if (field.checked) values[field.name] = field.value;
      } else if (field.type === "checkbox") {
        if (!Array.isArray(values[field.name])) values[field.name] = [];
        if (field.checked) values[field.name].push(field.value);
      } else values[field.name] = field.value;
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

  function stateOf(unit) {
    const known = states.get(unit.dataset.autosave);
    if (known && known.unit === unit) return known;
    const revision = unit.querySelector(`[name="${CSS.escape(unit.dataset.prefix)}revision"]`);
    const state = {
      unit, url: unit.dataset.autosave, revision: Number(revision ? revision.value : 0), editor: page, step: known ? known.step : 0,
      saved: valuesOf(unit), sent: null, timer: null, since: null, wait: RETRY, conflict: !!unit.querySelector(".conflict"), key: null,
    };
    state.key = BOX + state.url + ":" + page;
    states.set(state.url, state);
    return state;
  }

  function say(state, kind, text) {
    const reply = state.unit.querySelector(".reply");
    if (!reply) return;
    const line = document.createElement("p");
    line.className = "saved";
    line.dataset.state = kind;
    line.textContent = text;
    reply.replaceChildren(line);
  }

  const isDirty = (state) => !same(valuesOf(state.unit), state.saved);

  function keep(state) {
    const draft = { values: valuesOf(state.unit), revision: state.revision, editor: state.editor, step: state.step, prefix: state.unit.dataset.prefix,
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
    body.set("editor", draft.editor);
    body.set("step", draft.step);
    body.set("person", person);
    return body;
  }

  /* Sends a unit by htmx. One save of a unit is under way at a time; what is typed meanwhile follows. */
  function send(state) {
    clearTimeout(state.timer);
    if (state.sent || state.conflict || !state.unit.isConnected) return;
    if (!isDirty(state)) { forget(state); state.since = null; return; }
    state.step += 1;
    state.sent = valuesOf(state.unit);
    keep(state);
    say(state, "saving", WORDS.saving);
    if (window.htmx) htmx.trigger(state.unit, "loket:save");
    else state.sent = null;
  }

  const stateOfEvent = (event) => {
    const unit = event.target.closest && event.target.closest("[data-autosave]");
    return unit && event.detail.requestConfig && !event.detail.requestConfig.parameters.resolve ? stateOf(unit) : null;
  };

  document.addEventListener("htmx:configRequest", (event) => {
    const unit = event.target.closest("[data-autosave]");
    if (!unit) return;
    const state = stateOf(unit), parameters = event.detail.parameters;
    event.detail.headers["X-CSRFToken"] = cookie();
    delete parameters.csrfmiddlewaretoken;
    parameters.person = person;
    const choosing = event.target !== unit;
    parameters.editor = choosing ? "" : state.editor;
    parameters.step = state.step;
    if (!choosing) parameters[unit.dataset.prefix + "revision"] = state.revision;
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const state = stateOfEvent(event);
    if (!state) return;
    const xhr = event.detail.xhr, sent = state.sent;
    state.sent = null;
    if (xhr.status >= 200 && xhr.status < 300) {
      const revision = (xhr.responseText.match(/data-revision="(\d+)"/) || [])[1];
      if (revision) state.revision = Number(revision);
      const hidden = state.unit.querySelector(`[name="${CSS.escape(state.unit.dataset.prefix)}revision"]`);
      if (hidden) hidden.value = state.revision;
      state.saved = sent;
      state.wait = RETRY;
      state.since = null;
      if (isDirty(state)) { keep(state); send(state); } else forget(state);
    } else if (xhr.status === 409) {
      state.conflict = true;
    } else if (xhr.status === 401 || (xhr.status === 403 && /csrf/i.test(xhr.getResponseHeader("Loket-Refused") || ""))) {
      later(state);
    } else if (xhr.status >= 400 && xhr.status < 500) {
      if (xhr.status !== 422 && !state.unit.querySelector('.reply [data-state="refused"]')) say(state, "refused", WORDS.refused);
      if (!same(valuesOf(state.unit), sent)) typed(state.unit);
    } else {
      say(state, "waiting", WORDS.offline);
      later(state);
    }
  });

  function later(state) {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => send(state), state.wait);
    state.wait = Math.min(RETRY_MOST, state.wait * 2);
  }

  addEventListener("online", () => states.forEach((state) => { state.wait = RETRY; if (isDirty(state)) send(state); }));

  /* The page goes away: what is not yet stored goes along in one last request that the browser finishes by itself. */
  function flush() {
    for (const state of states.values()) {
      if (state.conflict || !state.unit.isConnected || !isDirty(state)) continue;
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
  async function leftOver() {
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

  async function takeUp() {
    const taken = new Set();
    for (const { key, draft } of await leftOver()) {
      if (taken.has(draft.url)) continue;
      taken.add(draft.url);
      const unit = units().find((one) => one.dataset.autosave === draft.url);
      if (unit) restore(unit, key, draft);
      else await sendElsewhere(key, draft);
    }
  }

  function restore(unit, key, draft) {
    const state = stateOf(unit);
    if (isDirty(state) || state.sent) return;
    localStorage.removeItem(key);
    if (same(draft.values, state.saved)) return;
    state.revision = draft.revision;
    state.editor = draft.editor;
    state.step = draft.step;
    fill(unit, draft.values);
    unit.querySelectorAll("details").forEach((part) => { part.open = true; });
    if (unit.closest("details")) unit.closest("details").open = true;
    keep(state);
    send(state);
  }

  async function sendElsewhere(key, draft) {
    try {
      const response = await post(draft.url, draft.values, { ...draft, step: draft.step + 1 });
      if (response.ok) { localStorage.removeItem(key); return; }
      if (response.status < 500 && response.status !== 401) pointTo(draft);
    } catch { pointTo(draft); }
  }

  function pointTo(draft) {
    const main = document.querySelector("main");
    const note = document.createElement("p"), link = document.createElement("a");
    note.className = "note open";
    note.setAttribute("role", "status");
    link.href = draft.where;
    link.textContent = WORDS.open;
    note.append(WORDS.elsewhere + " ", link);
    main.prepend(note);
  }

  const unitOf = (event) => event.target.closest && event.target.closest("[data-autosave]");
  document.addEventListener("input", (event) => { const unit = unitOf(event); if (unit && isOwn(event.target, unit.dataset.prefix)) typed(unit); });
  document.addEventListener("change", (event) => { const unit = unitOf(event); if (unit && isOwn(event.target, unit.dataset.prefix)) typed(unit, true); });
  document.addEventListener("focusout", (event) => {
    const unit = unitOf(event);
    if (unit && !unit.contains(event.relatedTarget) && states.has(unit.dataset.autosave) && isDirty(stateOf(unit))) typed(unit, true);
  });
  // A button of a unit that is saved by its own form: the browser sends it, so no save may follow it.
  document.addEventListener("submit", (event) => {
    for (const state of states.values()) if (event.target.contains(state.unit) || state.unit.querySelector(`[form="${CSS.escape(event.target.id || "-")}"]`)) clearTimeout(state.timer);
  });

  /* After a choice between two texts the question comes back whole: start afresh with what it shows. */
  document.addEventListener("htmx:load", (event) => {
    const unit = event.target.closest && event.target.matches("[data-autosave]") ? event.target : null;
    if (!unit) return;
    const old = states.get(unit.dataset.autosave);
    if (old && old.unit !== unit) { forget(old); clearTimeout(old.timer); stateOf(unit); }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest('[name="resolve"]'), unit = button && button.closest("[data-autosave]");
    if (!unit || !window.htmx) return;
    event.preventDefault();
    const values = { ...valuesOf(unit), resolve: button.value };
    const seen = unit.querySelector('[name$="-seen"]');
    if (seen) values[seen.name] = seen.value;
    values[unit.dataset.prefix + "revision"] = stateOf(unit).revision;
    if (button.value.endsWith(":theirs") || unit.matches("form")) forget(stateOf(unit));
    htmx.ajax("POST", unit.dataset.autosave, { source: button, target: unit, swap: "outerHTML", values });
  });

  document.addEventListener("DOMContentLoaded", start);
  if (document.readyState !== "loading") start();
  function start() {
    if (start.done) return;
    start.done = true;
    units().forEach(stateOf);
    takeUp();
    // The page before this one may still have been closing.
    setTimeout(takeUp, 1500);
  }
})();
