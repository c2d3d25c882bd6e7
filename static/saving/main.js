/* Saves what people type, and never loses it. On every page of somebody who is logged in.
 *
 * What is typed is first kept in this browser (drafts.js), at every key, and thrown away only when the server says that
 * it has it. It is sent after a pause (sending.js); replies.js says what the answer means for each field. The next page
 * of the portal sends what is left over (earlier_pages.js). Why it works like this: docs/decisions/0005-saving.md.
 */
import { forgetArrived } from "../entries/arrived.js";
import { onceHere } from "../page/arriving.js";
import { CLOSING } from "../page/lock.js";
import { listenForPrinting } from "../page/on_paper.js";
import { listenForChoices } from "./choosing.js";
import { keep } from "./drafts.js";
import { takeUpDrafts } from "./earlier_pages.js";
import { listenForGoingOn } from "./going_on.js";
import { tellWhenIncomplete } from "./incomplete.js";
import { listenForLeaving } from "./leaving.js";
import { listenForLoggingOut } from "./logging_out.js";
import { showOlderDrafts } from "./older_drafts.js";
import { waitForSaving } from "./saved_first.js";
import { allStates } from "./state.js";
import { listenForReturn } from "./trying_again.js";
import { listenForTyping, sendTypedBefore } from "./typing.js";

// Logging out is a form too: it has to be seen before the forms that are saved.
listenForLoggingOut();

document.documentElement.classList.add("scripted");
listenForChoices();
listenForReturn();
listenForLeaving();
listenForGoingOn(() => allStates().forEach(keep));
listenForTyping();
listenForPrinting();
document.addEventListener("submit", waitForSaving);

function start() {
  tellWhenIncomplete();
  // What warns before the session ends isn't needed while the page comes in.
  const idle = document.querySelector("[data-watch]");
  if (idle) setTimeout(() => import(idle.dataset.watch), 60000);
  sendTypedBefore();
  showOlderDrafts();
  takeUpDrafts();
  for (const wait of CLOSING) setTimeout(takeUpDrafts, wait);
  // A page with such forms does this itself (entries/).
  if (!document.querySelector("form[data-keep]")) forgetArrived();
}

onceHere(start);
