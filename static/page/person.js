/* Whose page this is. Scripts that need it are only on pages for people who are logged in (base.html). */
export const person = document.querySelector("meta[name=person]").content;
