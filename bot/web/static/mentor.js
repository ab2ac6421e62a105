// A mentor's page: link and code become keys here, what was shared is opened here, and a note is locked here.
import { Offline, api } from "/static/api.js";
import { Idle } from "/static/idle.js";
import { withoutHistory } from "/static/leave.js";
import { ShareKeys, unbase64 } from "/static/share_keys.js";
import { show } from "/static/shown.js";

const $ = (id) => document.getElementById(id);
const texts = JSON.parse($("texts").textContent);
let keys = null;
let noteKey = null;

const idle = new Idle({ warn: () => {}, calm: () => {}, lock: () => close(texts.closed), used: () => {} });

function notice(text) {
  $("notice").textContent = text ?? "";
  $("notice").hidden = !text;
}

// Gives null after a refusal, which is shown.
async function attempt(work, button) {
  button.disabled = true;
  notice(null);
  try {
    return await work();
  } catch (error) {
    notice(error instanceof Offline ? texts.offline : error.words ?? texts.trouble);
    return null;
  } finally {
    button.disabled = false;
  }
}

async function open(event) {
  event.preventDefault();
  const secret = location.hash.slice(1);
  if (!secret) return notice(texts.no_link);
  if (!globalThis.crypto?.subtle) return notice(texts.too_old);
  const opened = await attempt(() => opening(secret, $("code").value), $("open"));
  if (!opened) return;
  $("code").value = "";
  noteKey = opened.shown.note_key;
  show($("shown"), opened.shown);
  noted(opened.noted ? texts.note_left : null);
  $("code-step").hidden = true;
  $("shared").hidden = $("close").hidden = false;
  $("preparation").value = await kept();
  $("shown").querySelector("h2").tabIndex = -1;
  $("shown").querySelector("h2").focus();
  idle.start(Number(document.body.dataset.idleMinutes));
}

async function opening(secret, code) {
  keys = await ShareKeys.of(secret, code);
  const { copy, noted } = await api.copyFor(keys.asked);
  return { shown: await keys.open(unbase64(copy)), noted };
}

// Each share has a place of its own in this tab's store.
function place() {
  return `canary-preparation-${keys.asked.share.slice(0, 16)}`;
}

async function kept() {
  const locked = sessionStorage.getItem(place());
  return locked ? keys.unlock(locked).catch(() => "") : "";
}

async function keep() {
  idle.touch();
  if (keys) sessionStorage.setItem(place(), await keys.lock($("preparation").value));
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([$("preparation").value], { type: "text/plain" }));
  link.download = texts.file;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function sendNote(event) {
  event.preventDefault();
  const text = $("note").value.trim();
  if (!text) return notice(texts.empty);
  const sent = await attempt(async () => {
    await api.leaveNote({ ...keys.asked, note: await keys.sealNote(text, noteKey) });
    return true;
  }, $("send"));
  if (sent) noted(texts.sent);
}

function noted(words) {
  $("note-form").hidden = Boolean(words);
  $("note").value = "";
  $("noted").textContent = words ?? "";
}

function close(words) {
  idle.stop();
  keys = noteKey = null;
  $("shown").replaceChildren();
  for (const id of ["code", "preparation", "note"]) $(id).value = "";
  $("shared").hidden = $("close").hidden = true;
  $("code-step").hidden = false;
  notice(words);
  $("code").focus();
}

$("code-form").addEventListener("submit", open);
$("note-form").addEventListener("submit", sendNote);
$("preparation").addEventListener("input", keep);
$("save").addEventListener("click", save);
$("close").addEventListener("click", () => close(texts.closed));
for (const kind of ["pointerdown", "keydown", "scroll"]) addEventListener(kind, () => idle.touch(), { passive: true });
document.addEventListener("visibilitychange", () => { if (!document.hidden) idle.look(); });
addEventListener("hashchange", () => close(null)); // another link in the same tab
withoutHistory(document.querySelector(".skip"));
if (!location.hash) notice(texts.no_link);
$("open").disabled = false; // before this the form would send itself, and the link's secret would be lost
