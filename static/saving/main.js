/* Saves what people type, and never loses it. On every page of somebody who is logged in.
 *
 * What is typed is first kept in this browser (drafts.js), at every key, and thrown away only when the server has it.
 * It is sent after a pause (sending.js) by htmx (htmx_requests.js). The next page of the portal sends what is left over
 * (earlier_pages.js). Why it works like this: docs/decisions/0005-saving.md.
 */
import { forgetAdded } from "../entries/added.js";
import { listenForChoices } from "./conflict.js";
import { holdPage } from "./drafts.js";
import { takeUpDrafts } from "./earlier_pages.js";
import { listenToHtmx } from "./htmx_requests.js";
import { listenForLeaving } from "./leaving.js";
import { listenForLoggingOut } from "./logging_out.js";
import { listenForReturn } from "./trying_again.js";
import { listenForTyping, sendTypedBefore } from "./typing.js";

const NO_REPLY = 30000; // milliseconds after which a save counts as not arrived
const CLOSING = 1500; // milliseconds that the page before this one may still be closing

// Logging out is a form too: it has to be seen before the forms that are saved.
listenForLoggingOut();
forgetAdded();

document.documentElement.classList.add("scripted");
holdPage();
listenToHtmx();
listenForChoices();
listenForReturn();
listenForLeaving();
listenForTyping();

function start() {
  if (window.htmx) window.htmx.config.timeout = NO_REPLY;
  sendTypedBefore();
  takeUpDrafts();
  setTimeout(takeUpDrafts, CLOSING);
}

// After htmx, which starts at the same event.
if (document.readyState === "complete") start();
else document.addEventListener("DOMContentLoaded", start);
