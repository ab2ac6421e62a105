// A code from Slack or Teams: six new words first; once they are saved, what was said there moves to this page.
import { Offline, api } from "/static/api.js";

const $ = (id) => document.getElementById(id);
const texts = JSON.parse($("texts").textContent);

function notice(text) {
  $("notice").textContent = text ?? "";
  $("notice").hidden = !text;
}

// Nothing is lost by trying again: until the last step is done, everything is where it was.
async function attempt(work, button) {
  button.disabled = true;
  try {
    const result = await work();
    notice(null);
    return result;
  } catch (error) {
    notice(error instanceof Offline ? texts.error.offline : error.words ?? texts.error.trouble);
    return null;
  } finally {
    button.disabled = false;
  }
}

async function showWords(event) {
  event.preventDefault();
  const given = await attempt(() => api.wordsFor($("code").value), $("move"));
  if (!given) return;
  $("code-step").hidden = true;
  $("new-phrase").textContent = given.phrase;
  $("phrase-step").hidden = false;
  $("phrase-step").querySelector("h2").focus();
}

// The page's own notice has to be agreed to before anything goes on, so the talk is opened anew there.
async function move() {
  const moved = await attempt(() => api.move($("code").value), $("saved"));
  if (!moved) return;
  $("new-phrase").textContent = $("code").value = "";
  await attempt(() => api.send({ id: crypto.randomUUID(), button: "open" }), $("saved"));
  location.replace("/");
}

$("code-form").addEventListener("submit", showWords);
$("saved").addEventListener("click", move);
$("print").addEventListener("click", () => print());
$("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText($("new-phrase").textContent);
  $("copy").textContent = texts.phrase.copied;
});
$("move").disabled = false; // before this the form would send itself, to nobody
