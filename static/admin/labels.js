/* Django's admin gives the fields in a table no name of their own: they get that of their column. */
(() => {
  "use strict";
  function nameIn(cell) {
    const table = cell.closest("table"), place = [...cell.parentElement.children].indexOf(cell);
    const headings = [...table.querySelectorAll("thead th")].flatMap((heading) => Array(heading.colSpan).fill(heading));
    // A heading may hold an explanation after its own words.
    return headings[place] ? headings[place].firstChild.textContent.trim() : "";
  }

  function label() {
    for (const field of document.querySelectorAll(".tabular td :is(input:not([type=hidden]), select, textarea, [role=combobox], [role=textbox])")) {
      const name = nameIn(field.closest("td"));
      if (name && field.getAttribute("aria-label") !== name) field.setAttribute("aria-label", name);
      // What it points to is empty until something is chosen.
      if (field.getAttribute("role") === "combobox" && field.hasAttribute("aria-labelledby")) field.removeAttribute("aria-labelledby");
    }
  }

  addEventListener("load", () => {
    label();
    // Rows that are added, and search fields that are made anew.
    for (const group of document.querySelectorAll(".inline-group")) new MutationObserver(label).observe(group, { childList: true, subtree: true });
  });
})();
