/* Lists of parts (points, recommendations, conclusions): what is typed in a form for a new one survives leaving the
 * page, and parts can be dragged to another place. Saving what is already there is in autosave.js.
 */
(() => {
  "use strict";
  const person = document.body.dataset.person;
  if (!person) return;
  const BOX = "loket:new:" + person + ":";
  const WORDS = { moved: "De nieuwe volgorde is opgeslagen.", refused: "De nieuwe volgorde is niet opgeslagen.", drag: "Versleep" };

  /* --- Forms for something new. Kept at every key; forgotten once the server has it. --- */
  const keyOf = (form) => BOX + new URL(form.action).pathname;
  const fieldsOf = (form) => [...form.querySelectorAll("input:not([type=hidden]), textarea, select")].filter((field) => field.name);
  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
  const plain = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim();
  const isTouched = (field) => (isChoice(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);

  function keep(form, sent) {
    const fields = fieldsOf(form);
    const values = fields.filter((field) => !isChoice(field) || field.checked).map((field) => [field.name, field.value]);
    try {
      // A form that came back with errors is not as it was served: the person's text is its default.
      if (fields.some(isTouched) || form.querySelector(".error")) localStorage.setItem(keyOf(form), JSON.stringify({ values, where: location.pathname, sent }));
      else localStorage.removeItem(keyOf(form));
    } catch { /* the browser keeps nothing: the page itself still holds the text */ }
  }

  /* Whether a form that was sent has arrived: this page is what came after it, or its texts stand here. */
  function hasArrived(kept) {
    if (!kept.sent) return false;
    const [load] = performance.getEntriesByType("navigation");
    if (load && load.redirectCount && document.referrer.split(/[?#]/)[0] === location.origin + kept.where) return true;
    const stored = new Set([...document.querySelectorAll("main textarea, main input[type=text]")].map((field) => plain(field.defaultValue)));
    const texts = kept.values.map(([, value]) => plain(value)).filter((value) => value.includes(" "));
    return texts.length > 0 && texts.every((text) => stored.has(text));
  }

  function bringBack(form) {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(keyOf(form))); } catch { /* not ours */ }
    if (form.querySelector(".error")) { keep(form); return; }
    if (!kept) return;
    if (hasArrived(kept)) { localStorage.removeItem(keyOf(form)); return; }
    if (fieldsOf(form).some(isTouched)) return;
    for (const field of fieldsOf(form)) {
      const values = kept.values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isChoice(field)) field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
    if (form.closest("details")) form.closest("details").open = true;
    keep(form);
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
    document.querySelectorAll("form[data-keep]").forEach(bringBack);
    document.querySelectorAll("[data-sortable]").forEach((list) => { if (list.children.length > 1) [...list.children].forEach(addHandle); });
  });
})();
