/* The tree of a set: where its parts are, and what it says about a move. */
export const tree = () => document.querySelector(".tree");

export const itemsOf = (list) => [...list.children].filter((child) => child.tagName === "LI");
export const linkOf = (item) => item.querySelector("a[id]");
export const numberOf = (item) => linkOf(item).id.slice(1); // its primary key
export const kindOf = (item) => item.parentElement.dataset.of;

export function tell(text) {
  document.getElementById("tree-status").textContent = text;
}
