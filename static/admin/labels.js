/* Django's admin gives no name to the fields in a table, which get that of their column, nor to the search fields of
 * select2, which get that of the choice they are for.
 */
(() => {
  "use strict";

  const FIELDS = ":is(input:not([type=hidden]), select, textarea, [role=combobox], [role=textbox])";
  const PARTS = "[role=combobox], [role=textbox], [role=searchbox]";

  function columnOf(cell) {
    const index = [...cell.parentElement.children].indexOf(cell);
    const headings = [...cell.closest("table").querySelectorAll("thead th")];
    const heading = headings.flatMap((one) => Array(one.colSpan).fill(one))[index];
    // A heading may hold an explanation after its own words.
    return heading ? heading.firstChild.textContent.trim() : "";
  }

  function labelFields() {
    for (const field of document.querySelectorAll(".tabular td " + FIELDS)) {
      const name = columnOf(field.closest("td"));
      if (name && field.getAttribute("aria-label") !== name) field.setAttribute("aria-label", name);
      // What it points to is empty until something is chosen.
      if (field.getAttribute("role") === "combobox") field.removeAttribute("aria-labelledby");
    }
  }

  function setName(part, label) {
    if (part.getAttribute("aria-label") === label) return;
    part.setAttribute("aria-label", label);
    // What it points to is empty until something is chosen.
    part.removeAttribute("aria-labelledby");
  }

  function labelSearches() {
    for (const container of document.querySelectorAll(".select2-container")) {
      const label = container.previousElementSibling?.labels?.[0]?.textContent.replace(/:\s*$/, "").trim();
      if (!label) continue;
      container.querySelectorAll(PARTS).forEach((part) => setName(part, label));
      // Its list of what was chosen holds more than items.
      container.querySelectorAll("ul").forEach((list) => list.setAttribute("role", "group"));
      container.querySelectorAll("ul > li").forEach((item) => item.setAttribute("role", "none"));
    }
    const opened = document.querySelectorAll(".select2-dropdown [role=searchbox]");
    opened.forEach((search) => setName(search, "Zoeken"));
  }

  function labelAll() {
    labelFields();
    labelSearches();
  }

  addEventListener("load", () => {
    labelAll();
    // Rows that are added, search fields that are made anew, and a list that opens.
    const observer = new MutationObserver(labelAll);
    observer.observe(document.body, { childList: true, subtree: true });
  });
})();
