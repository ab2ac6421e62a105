// The picture page: a sign shows what was said beside the picture; idle lock and leaving as on the main page.
// Without this script every sign is a plain link to its words, and all of them are open.
import { withoutHistory } from "/static/leave.js";
import { lockWhenIdle } from "/static/lock.js";

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

lockWhenIdle();
