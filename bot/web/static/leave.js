// Leaving at once: nothing stays on the screen, in this tab's store, or behind the browser's back button.
import { outbox } from "/static/outbox.js";

const ELSEWHERE = "https://www.gov.uk/";
const WITHIN_MS = 2000;

export function leave() {
  outbox.clear();
  document.title = "";
  document.body.replaceChildren();
  fetch("/api/session", { method: "DELETE", keepalive: true }).catch(() => {});
  location.replace(ELSEWHERE);
}

// Calls back when Escape was pressed three times within two seconds.
export function onThreeEscapes(act) {
  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pressed = [...pressed.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
    if (pressed.length >= 3) act();
  });
}

// A link within the page moves the focus and leaves no entry in the history: there is only ever one to go back to.
export function withoutHistory(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector(link.getAttribute("href"))?.focus();
  });
}

// Links that take the place of this page in the history.
export function inPlace(links) {
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      location.replace(link.href);
    });
  }
}
