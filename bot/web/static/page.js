// The page: welcome, six words, conversation, and locking it again. All words come from the server's content.
import { api, Refused } from "/static/api.js";
import { Idle } from "/static/idle.js";
import { inPlace, leave, onThreeEscapes, withoutHistory } from "/static/leave.js";
import { outbox } from "/static/outbox.js";
import { count, deliver, giveBack, isSending, send, setUpTalk, settle } from "/static/talk.js";
import { $, attempt, fill, log, notice, show, texts, waitFor } from "/static/view.js";

const HELD_MS = 10 * 60_000;
const otherTabs = new BroadcastChannel("canary");
let mark = null; // tells one vault from another, and opens nothing
let held = null; // a message that met a locked door, in memory only: for the same vault, for ten minutes

const idle = new Idle({
  warn: (minutes) => notice(fill(texts.state.idle, { minutes })),
  calm: () => notice(null),
  lock: () => lock(),
  used: () => {
    api.use().catch((error) => { if (error.status === 401) locked({ text: $("message").value }); });
    otherTabs.postMessage("used");
  },
});

// Coming in ---------------------------------------------------------------------------------------

async function begin() {
  try {
    await enter(await api.conversation());
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return wipe();
    await waitFor(error);
    return begin();
  }
}

async function enter(conversation) {
  notice(null);
  show("conversation");
  mark = conversation.mark;
  $("change").hidden = conversation.keep_nothing;
  $("kept").textContent = conversation.keep_nothing ? texts.talk.keeping_nothing : fill(texts.talk.kept_until, { date: conversation.kept_until });
  for (const exchange of conversation.exchanges) log.exchange(exchange);
  settle(conversation.exchanges.at(-1));
  idle.start(conversation.idle_minutes);
  giveBack(unsent());
  if (outbox.message) return deliver(outbox.message);
  if (conversation.exchanges.length === 0 || conversation.resumed) await deliver({ id: crypto.randomUUID(), button: "open" });
}

function unsent() {
  const mine = held?.mark === mark ? held.message : null;
  held = null;
  return mine ?? { text: outbox.draft };
}

async function start(keepNothing) {
  const begun = await attempt(() => api.start(keepNothing), [$("start"), $("start-nothing")]);
  if (!begun) return;
  if (begun.phrase) showPhrase(begun.phrase, () => enter(begun));
  else enter(begun);
}

async function open(event) {
  event.preventDefault();
  const opened = await attempt(() => api.open($("phrase").value), [$("open")]);
  if (!opened) return;
  $("phrase").value = "";
  await enter(opened);
}

function showPhrase(phrase, onSaved) {
  $("new-phrase").textContent = phrase;
  $("copy").textContent = texts.phrase.copy;
  $("saved").onclick = () => { $("new-phrase").textContent = ""; onSaved(); };
  show("phrase-step");
  $("phrase-step").querySelector("h2").focus();
}

async function changePhrase() {
  const changed = await attempt(api.changePhrase, [$("change-yes"), $("change-no")]);
  if (changed) showPhrase(changed.phrase, () => show("conversation"));
}

// Leaving and locking -----------------------------------------------------------------------------

// Back to the welcome, with nothing of a leader's left in the page.
function wipe(words) {
  idle.stop();
  log.clear();
  outbox.clear();
  giveBack({ text: "" });
  $("phrase").value = "";
  for (const id of ["new-phrase", "progress", "remaining", "kept"]) $(id).textContent = "";
  $("choices").replaceChildren();
  notice(words);
  show("welcome");
}

// Locked from elsewhere, or the server was started anew. What was just written waits for the six words.
function locked(message) {
  if (message.text) held = { message, mark };
  setTimeout(() => { held = null; }, HELD_MS);
  wipe(texts.state.locked);
}

async function lock() {
  wipe(texts.state.locked);
  otherTabs.postMessage("locked");
  await api.close().catch(() => {});
}

async function close(work, words) {
  wipe(words);
  otherTabs.postMessage("ended");
  await work().catch(() => {});
}

// Canary's last words of a sitting, such as the receipt for an erasure, alone on the screen.
function closed(exchange) {
  const words = texts.state[exchange.closed];
  wipe(words);
  log.only(exchange);
  show("conversation");
  $("composer").hidden = $("menu").hidden = true;
  $("again").hidden = false;
  $("conversation").focus();
  otherTabs.postMessage(exchange.closed);
}

async function refresh() {
  if ($("menu").hidden || isSending()) return;
  try {
    const conversation = await api.conversation();
    for (const exchange of conversation.exchanges) log.exchange(exchange);
    settle(conversation.exchanges.at(-1));
    idle.heard();
  } catch (error) {
    if (error instanceof Refused && error.status === 401) locked({ text: $("message").value });
  }
}

function hearTab({ data }) {
  if (data === "used") idle.heard();
  else if (data === "said") refresh();
  else if (!$("menu").hidden) wipe(texts.state[data]);
}

setUpTalk({
  arrived: () => { idle.heard(); otherTabs.postMessage("said"); },
  closed,
  locked,
});
$("start").onclick = () => start(false);
$("start-nothing").onclick = () => start(true);
$("open-form").onsubmit = open;
$("copy").onclick = async () => {
  await navigator.clipboard.writeText($("new-phrase").textContent);
  $("copy").textContent = texts.phrase.copied;
};
$("print").onclick = () => window.print();
$("change").onclick = () => {
  if (isSending()) return;
  show("change-step");
  $("change-step").querySelector("h2").focus();
};
$("change-yes").onclick = changePhrase;
$("change-no").onclick = () => show("conversation");
$("message-form").onsubmit = send;
$("message").oninput = () => { count(); outbox.keepDraft($("message").value); idle.touch(); };
$("message").onkeydown = (event) => {
  const touch = matchMedia("(pointer: coarse)").matches;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !touch) send(event);
};
$("close").onclick = () => close(api.close, texts.state.ended);
$("close-everywhere").onclick = () => close(api.closeEverywhere, texts.state.ended_everywhere);
$("again").onclick = () => { $("again").hidden = true; wipe(); };
$("leave").onclick = leave;
onThreeEscapes(leave);
withoutHistory(document.querySelector(".skip"));
inPlace(document.querySelectorAll("a.replace"));
document.addEventListener("visibilitychange", () => { if (!document.hidden && !idle.look()) refresh(); });
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
otherTabs.onmessage = hearTab;
begin();
