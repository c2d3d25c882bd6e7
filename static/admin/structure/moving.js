/* Moves a part. Every move says next to which other part it goes, and the server decides. */
import { itemsOf, linkOf, numberOf, tell, tree } from "./tree.js";

const AWAY = "Geen verbinding. Er is niets verplaatst.";

let busy = false;

/* Ask the server for the move; when it is done there, do the same on the page. */
export async function move(item, list, neighbour, after) {
  if (busy) return;
  busy = true;
  try {
    const reply = await fetch(linkOf(item).href + "verplaatsen/", {
      method: "POST",
      body: requestFor(list, neighbour, after),
      headers: { Accept: "application/json" },
    });
    const answer = await reply.json();
    if (reply.ok) {
      place(item, list, neighbour, after);
      renumber();
    }
    tell(answer.message);
  } catch {
    tell(AWAY);
  }
  busy = false;
}

function requestFor(list, neighbour, after) {
  const token = document.querySelector("#tree-token input").value;
  const data = new URLSearchParams({ csrfmiddlewaretoken: token });
  const holder = list.closest("li");
  // The address "thema/3/" of the holder names it as "thema-3".
  data.set("to", holder ? linkOf(holder).getAttribute("href").replace("/", "-").replace("/", "") : "set");
  if (neighbour) data.set(after ? "after" : "before", numberOf(neighbour));
  return data;
}

function place(item, list, neighbour, after) {
  if (!neighbour) list.append(item);
  else if (after) neighbour.after(item);
  else neighbour.before(item);
}

function renumber() {
  itemsOf(tree()).forEach((theme, themeIndex) => {
    const number = themeIndex + 1;
    const link = linkOf(theme);
    theme.querySelector("summary b").textContent = number;
    link.textContent = link.textContent.replace(/\d+/, number);
    theme.querySelectorAll("ul[data-of=indicator] > li").forEach((item, index) => {
      item.querySelector("b").textContent = number + "." + (index + 1);
    });
  });
}
