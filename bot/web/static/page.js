// The page: welcome, six words, conversation. All words come from the server's content.
import { api, Offline, Refused } from "/static/api.js";
import { Log } from "/static/log.js";
import { outbox } from "/static/outbox.js";

const texts = JSON.parse(document.getElementById("texts").textContent);
const $ = (id) => document.getElementById(id);
const log = new Log($("log"), texts.talk);
const otherTabs = new BroadcastChannel("canary");
const RETRY_MS = 1500;
let sending = false;
let idleTimer = null;
let idleMinutes = 30;

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function show(section) {
  for (const id of ["welcome", "phrase-step", "conversation"]) $(id).hidden = id !== section;
  const talking = section === "conversation";
  $("composer").hidden = !talking;
  $("menu").hidden = !talking;
}

function notice(text) {
  $("notice").textContent = text ?? "";
  $("notice").hidden = !text;
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// Starting --------------------------------------------------------------------------------------

async function begin() {
  try {
    enter(await api.conversation());
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return welcome();
    await waitFor(error);
    return begin();
  }
}

async function waitFor(error) {
  if (error instanceof Offline) notice(texts.state.offline);
  else if (error.code === "starting") notice(texts.state.starting);
  else notice(error.words ?? texts.error.trouble);
  await pause((error.retryAfter ?? 0) * 1000 || RETRY_MS);
}

function welcome(words) {
  log.clear();
  outbox.clear();
  clearTimeout(idleTimer);
  $("choices").replaceChildren();
  $("progress").textContent = "";
  notice(words);
  show("welcome");
}

async function enter(conversation) {
  notice(null);
  show("conversation");
  idleMinutes = conversation.idle_minutes;
  for (const exchange of conversation.exchanges) log.exchange(exchange);
  settle(conversation.exchanges.at(-1));
  restartIdle();
  $("message").value = outbox.draft;
  if (outbox.message) return deliver(outbox.message);
  if (conversation.exchanges.length === 0 || conversation.resumed) await deliver({ id: crypto.randomUUID(), button: "open" });
}

async function start(keepNothing) {
  const begun = await attempt(() => api.start(keepNothing), [$("start"), $("start-nothing")]);
  if (!begun) return;
  if (!begun.phrase) return enter(begun);
  $("new-phrase").textContent = begun.phrase;
  $("saved").onclick = () => { $("new-phrase").textContent = ""; enter(begun); };
  show("phrase-step");
  $("phrase-step").querySelector("h2").focus();
}

async function open(event) {
  event.preventDefault();
  const opened = await attempt(() => api.open($("phrase").value), [$("open")]);
  if (!opened) return;
  $("phrase").value = "";
  await enter(opened);
}

async function attempt(work, buttons) {
  for (const button of buttons) button.disabled = true;
  try {
    for (;;) {
      try {
        const result = await work();
        notice(null);
        return result;
      } catch (error) {
        if (error instanceof Refused && error.code !== "starting") {
          notice(error.words);
          return null;
        }
        await waitFor(error);
      }
    }
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

// Talking ---------------------------------------------------------------------------------------

function settle(exchange) {
  if (!exchange) return;
  const progress = exchange.progress;
  $("progress").textContent = progress ? fill(texts.talk.progress, progress) : "";
  const buttons = exchange.replies.at(-1)?.buttons ?? [];
  $("choices").replaceChildren(...buttons.map(choice));
}

function choice({ title, payload }) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = title;
  button.onclick = () => submit({ id: crypto.randomUUID(), button: payload }, title);
  return button;
}

function submit(message, title) {
  if (sending) return;
  outbox.hold({ ...message, title });
  deliver(outbox.message);
}

// Sends until it has arrived. The id makes a resend harmless, so a lost answer costs nothing.
async function deliver({ title, ...message }) {
  busy(true);
  const shown = message.text ?? title;
  const mine = shown ? log.mine(message.id, shown, false) : null;
  mine?.scrollIntoView({ block: "nearest" });
  let waited = false;
  for (;;) {
    try {
      arrived(await api.send(message), waited);
      break;
    } catch (error) {
      if (mustGiveUp(error)) {
        giveUp(error, message, mine);
        break;
      }
      waited = error instanceof Offline || waited;
      await waitFor(error);
    }
  }
  busy(false);
}

function mustGiveUp(error) {
  if (!(error instanceof Refused)) return !(error instanceof Offline);
  return !["starting", "too_fast"].includes(error.code);
}

function arrived(exchange, waited) {
  outbox.clear();
  notice(waited ? texts.state.sent : null);
  const first = log.exchange(exchange);
  settle(exchange);
  restartIdle();
  otherTabs.postMessage("said");
  first?.scrollIntoView({ block: "nearest" });
  if (exchange.closed) closed(exchange.closed);
}

function closed(how) {
  $("composer").hidden = true;
  $("menu").hidden = true;
  clearTimeout(idleTimer);
  if (how === "erased") log.clear();
  notice(how === "erased" ? texts.state.erased : texts.state.ended);
  otherTabs.postMessage("closed");
}

function giveUp(error, message, mine) {
  mine?.remove();
  outbox.clear();
  if (message.text) {
    $("message").value = message.text;
    outbox.keepDraft(message.text);
    count();
  }
  if (error.status === 401) {
    welcome(texts.state.locked);
    return;
  }
  notice(error.words ?? texts.error.trouble);
}

function busy(on) {
  sending = on;
  $("thinking").hidden = !on;
  $("send").disabled = on;
  for (const button of $("choices").children) button.disabled = on;
}

function count() {
  const left = texts.limit - [...$("message").value].length;
  $("remaining").textContent = left < 500 ? fill(texts.talk.remaining, { count: left }) : "";
}

function send(event) {
  event?.preventDefault();
  const text = $("message").value.trim();
  if (sending) return;
  if (!text) return notice(texts.error.empty);
  if ([...text].length > texts.limit) return notice(fill(texts.error.too_long, { limit: texts.limit }));
  $("message").value = "";
  count();
  submit({ id: crypto.randomUUID(), text });
}

// Leaving and locking -----------------------------------------------------------------------------

function restartIdle() {
  clearTimeout(idleTimer);
  const warnBefore = Math.min(2, idleMinutes / 2);
  idleTimer = setTimeout(() => {
    notice(fill(texts.state.idle, { minutes: Math.round(warnBefore) }));
    idleTimer = setTimeout(lock, warnBefore * 60_000);
  }, (idleMinutes - warnBefore) * 60_000);
}

async function lock() {
  await api.close().catch(() => {});
  otherTabs.postMessage("closed");
  welcome(texts.state.locked);
}

function leave() {
  outbox.clear();
  document.body.replaceChildren();
  fetch("/api/session", { method: "DELETE", keepalive: true, headers: {} }).catch(() => {});
  otherTabs.postMessage("closed");
  location.replace("https://www.gov.uk/");
}

let escapes = [];
function threeEscapes(event) {
  if (event.key !== "Escape") return;
  escapes = [...escapes.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
  if (escapes.length >= 3) leave();
}

async function refresh() {
  if ($("conversation").hidden || sending) return;
  try {
    const conversation = await api.conversation();
    for (const exchange of conversation.exchanges) log.exchange(exchange);
    settle(conversation.exchanges.at(-1));
  } catch (error) {
    if (error instanceof Refused && error.status === 401) welcome(texts.state.locked);
  }
}

$("start").onclick = () => start(false);
$("start-nothing").onclick = () => start(true);
$("open-form").onsubmit = open;
$("copy").onclick = async () => {
  await navigator.clipboard.writeText($("new-phrase").textContent);
  $("copy").textContent = texts.phrase.copied;
};
$("print").onclick = () => window.print();
$("message-form").onsubmit = send;
$("message").oninput = () => { count(); outbox.keepDraft($("message").value); restartIdle(); };
$("message").onkeydown = (event) => {
  const touch = matchMedia("(pointer: coarse)").matches;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !touch) send(event);
};
$("close").onclick = async () => { await api.close().catch(() => {}); otherTabs.postMessage("closed"); welcome(texts.state.ended); };
$("leave").onclick = leave;
document.addEventListener("keydown", threeEscapes);
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
otherTabs.onmessage = refresh;
begin();
