// The picture page: a sign shows what was said beside the picture; idle lock and leaving as on the main page.
// Without this script every sign is a plain link to its words, and all of them are open.
import { api } from "/static/api.js";
import { Idle } from "/static/idle.js";
import { leave, onThreeEscapes, withoutHistory } from "/static/leave.js";

const otherTabs = new BroadcastChannel("canary");
const signs = [...document.querySelectorAll(".sky .sign")];
const words = [...document.querySelectorAll(".sign-words")];

function show(id) {
  for (const section of words) section.hidden = section.id !== id;
  for (const sign of signs) sign.classList.toggle("chosen", sign.getAttribute("href") === `#${id}`);
  const hint = document.getElementById("none-chosen");
  if (hint) hint.hidden = words.some((section) => section.id === id);
}

function goTo(event) {
  event.preventDefault();
  const id = event.currentTarget.getAttribute("href").slice(1);
  show(id);
  document.getElementById(id).focus();
}

for (const sign of signs) {
  sign.addEventListener("focus", () => show(sign.getAttribute("href").slice(1)));
  sign.addEventListener("click", goTo);
}
for (const link of document.querySelectorAll(".to-sign")) link.addEventListener("click", goTo);
for (const link of document.querySelectorAll(".to-picture")) withoutHistory(link);
withoutHistory(document.querySelector(".skip"));
show(null);

function gone() {
  document.body.replaceChildren();
  location.replace("/");
}

const idle = new Idle({
  warn: () => {},
  calm: () => {},
  lock: () => { otherTabs.postMessage("locked"); api.close().catch(() => {}).then(gone); },
  used: () => { api.use().catch((error) => { if (error.status === 401) gone(); }); otherTabs.postMessage("used"); },
});
idle.start(Number(document.body.dataset.idleMinutes));
for (const kind of ["pointerdown", "keydown", "scroll"]) addEventListener(kind, () => idle.touch(), { passive: true });
otherTabs.onmessage = ({ data }) => {
  if (data === "used") idle.heard();
  else if (data !== "said") gone();
};
document.getElementById("leave").onclick = leave;
onThreeEscapes(leave);
document.addEventListener("visibilitychange", () => { if (!document.hidden) idle.look(); });
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
