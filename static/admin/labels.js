/* Django's admin gives the fields in a table no name of their own: they get that of their column. */
(() => {
  "use strict";

  const FIELDS = ":is(input:not([type=hidden]), select, textarea, [role=combobox], [role=textbox])";

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

  addEventListener("load", () => {
    labelFields();
    // Rows that are added, and search fields that are made anew.
    const observer = new MutationObserver(labelFields);
    for (const group of document.querySelectorAll(".inline-group")) {
      observer.observe(group, { childList: true, subtree: true });
    }
  });
})();
