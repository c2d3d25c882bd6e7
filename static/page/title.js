/* The title of the page as a person would say it. */
export function pageTitle() {
  return document.title.replace(/^Fout: /, "").replace(/ – Loket Evaluatie$/, "");
}
