/* The tree of a set: parts move by dragging them, or with Alt and an arrow. Without this script the page of each part
 * has buttons that do the same. Every move says next to which other part it goes, and the server decides.
 */
(() => {
  "use strict";
  /* Who goes on typing in the own text means to keep it. */
  document.addEventListener("input", (event) => {
    const mine = event.target.closest(".mine");
    if (mine && event.target.type !== "radio") mine.querySelector("input[type=radio]").checked = true;
  });

  const tree = document.querySelector(".tree");
  if (!tree) return;
  const WORDS = { first: "Staat al bovenaan.", last: "Staat al onderaan.", away: "Geen verbinding. Er is niets verplaatst.", open: "Alles openen", close: "Alles sluiten" };
  const status = document.getElementById("tree-status");
  const tell = (text) => { status.textContent = text; };
  const items = (list) => [...list.children].filter((child) => child.tagName === "LI");
  const linkOf = (item) => item.querySelector("a[id]");
  const pkOf = (item) => linkOf(item).id.slice(1);
  const kindOf = (item) => item.parentElement.dataset.of;

  /* --- The part that the address names is in sight and has the focus. --- */
  function show() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target.scrollIntoView({ block: "center" });
    target.focus();
  }
  show();
  window.addEventListener("hashchange", show);

  const groups = [...tree.querySelectorAll(".groups details")];
  if (groups.length) {
    const button = document.createElement("button");
    button.type = "button";
    const label = () => { button.textContent = groups.every((group) => group.open) ? WORDS.close : WORDS.open; };
    button.addEventListener("click", () => {
      const open = !groups.every((group) => group.open);
      groups.forEach((group) => { group.open = open; });
      label();
    });
    label();
    const bar = document.createElement("p");
    bar.className = "actions";
    bar.append(button);
    tree.before(bar);
  }

  if (!("movable" in tree.dataset)) return;
  const token = document.querySelector("#tree-token input").value;
  let busy = false;

  function renumber() {
    items(tree).forEach((theme, index) => {
      const number = index + 1;
      const own = linkOf(theme);
      theme.querySelector("summary b").textContent = number;
      own.textContent = own.textContent.replace(/\d+/, number);
      theme.querySelectorAll("ul[data-of=indicator] > li").forEach((item, place) => {
        item.querySelector("b").textContent = number + "." + (place + 1);
      });
    });
  }

  /* Ask the server for the move; when it is done there, do the same on the page. */
  async function move(item, list, neighbour, after) {
    if (busy) return;
    busy = true;
    const holder = list.closest("li");
    const data = new URLSearchParams({ csrfmiddlewaretoken: token });
    data.set("to", holder ? linkOf(holder).getAttribute("href").replace("/", "-").replace("/", "") : "set");
    if (neighbour) data.set(after ? "after" : "before", pkOf(neighbour));
    try {
      const reply = await fetch(linkOf(item).href + "verplaatsen/", { method: "POST", body: data, headers: { Accept: "application/json" } });
      const said = await reply.json();
      if (reply.ok) {
        if (!neighbour) list.append(item);
        else if (after) neighbour.after(item);
        else neighbour.before(item);
        renumber();
      }
      tell(said.message);
    } catch {
      tell(WORDS.away);
    }
    busy = false;
  }

  /* --- Alt and an arrow --- */
  tree.addEventListener("keydown", async (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const item = event.target.closest("li");
    if (!item) return;
    event.preventDefault();
    const focused = event.target, down = event.key === "ArrowDown";
    const neighbour = down ? item.nextElementSibling : item.previousElementSibling;
    if (!neighbour) { tell(down ? WORDS.last : WORDS.first); return; }
    await move(item, item.parentElement, neighbour, down);
    focused.focus();
  });

  /* --- Dragging: by the number or the title. Only the handle of what the mouse is over becomes one. --- */
  let dragged = null, marked = null;

  const handleOf = (item) => item.querySelector("summary") || item.querySelector("a[id]");
  tree.addEventListener("pointerover", (event) => {
    const item = event.target.closest("li");
    if (item && !handleOf(item).draggable) handleOf(item).draggable = true;
    else if (item) handleOf(item).setAttribute("draggable", "true");
  });

  function mark(element, name) {
    if (marked) marked.classList.remove("drop-before", "drop-after", "drop-in");
    marked = element;
    if (marked) marked.classList.add(name);
  }

  /* Where a part would land: next to one of its own kind, or in an empty list or closed group of the kind above. */
  function target(event) {
    const kind = kindOf(dragged);
    const over = event.target.closest(`[data-of="${kind}"] > li`);
    if (over && over !== dragged) {
      const box = over.getBoundingClientRect();
      return { list: over.parentElement, neighbour: over, after: event.clientY > box.top + box.height / 2, element: over };
    }
    if (over) return null;
    const holder = event.target.closest("li");
    const list = holder && holder.querySelector(`[data-of="${kind}"]`);
    return list && !list.contains(dragged) && list.closest("li") === holder ? { list, neighbour: null, after: true, element: holder } : null;
  }

  tree.addEventListener("dragstart", (event) => {
    dragged = event.target.closest && event.target.closest("li");
    if (!dragged) return;
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });
  tree.addEventListener("dragover", (event) => {
    const place = dragged && target(event);
    mark(place && place.element, place && (place.neighbour ? (place.after ? "drop-after" : "drop-before") : "drop-in"));
    if (place) event.preventDefault();
  });
  tree.addEventListener("drop", (event) => {
    const place = dragged && target(event);
    if (!place) return;
    event.preventDefault();
    move(dragged, place.list, place.neighbour, place.after);
  });
  tree.addEventListener("dragend", () => {
    if (dragged) dragged.classList.remove("dragged");
    mark(null);
    dragged = null;
  });
})();
