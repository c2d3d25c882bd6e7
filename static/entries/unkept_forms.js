/* The browser keeps nothing for us, so leaving would lose the text of a form: the page says so, and asks first. */
import { element } from "../page/elements.js";

const FULL = "Deze browser kan deze tekst niet bewaren. Laat deze pagina open tot u hem hebt verstuurd.";

let sending = null; // the form that the page is left for

export function warnWhenUnkept(form) {
  const told = form.querySelector(".unkept");
  if (!("unkept" in form.dataset)) {
    if (told) told.remove();
  } else if (!told) {
    const line = element("p", "saved unkept", FULL);
    line.dataset.state = "waiting";
    line.setAttribute("role", "status");
    form.append(line);
  }
}

export function listenForLosing() {
  document.addEventListener("submit", (event) => {
    sending = event.target;
  });
  addEventListener("beforeunload", (event) => {
    const forms = [...document.querySelectorAll("form[data-unkept]")];
    if (forms.some((form) => form !== sending)) event.preventDefault();
    sending = null;
  });
}
