// The conversation: sends each message once, shows what came back, and says what went wrong.
import { api, Offline, Refused } from "/static/api.js";
import { outbox } from "/static/outbox.js";
import { $, fill, log, notice, texts, waitFor } from "/static/view.js";

let sending = false;
let hooks = {};
let back = null; // a message given back: sent again as it was, it keeps its id, so that it can't be kept twice

// arrived(), closed(how) and locked(message) tell the page what the conversation came to.
export function setUpTalk(given) {
  hooks = given;
}

export function isSending() {
  return sending;
}

export function settle(exchange) {
  if (!exchange) return;
  const progress = exchange.progress;
  const words = progress?.minutes ? texts.talk.progress_timed : texts.talk.progress;
  $("progress").textContent = progress ? fill(words, progress) : "";
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
export async function deliver({ title, ...message }) {
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

// Closed or locked while a message was on its way: what comes back is not shown any more.
function isOver() {
  return $("composer").hidden;
}

function mustGiveUp(error) {
  if (!(error instanceof Refused)) return !(error instanceof Offline);
  return !["starting", "too_fast"].includes(error.code);
}

function arrived(exchange, waited) {
  outbox.clear();
  if (exchange.id === back?.id) back = null;
  if (isOver()) return;
  if (exchange.closed) return hooks.closed(exchange);
  notice(waited ? texts.state.sent : null);
  const first = log.exchange(exchange);
  settle(exchange);
  hooks.arrived();
  // The leader's own words at the top, the answer below them: the footer then covers neither.
  (log.own(exchange.id) ?? first)?.scrollIntoView({ block: "start" });
}

function giveUp(error, message, mine) {
  mine?.remove();
  outbox.clear();
  if (isOver()) return;
  if (error.status === 401) return hooks.locked(message);
  if (message.text) {
    giveBack(message);
    outbox.keepDraft(message.text);
  }
  notice(error.words ?? texts.error.trouble);
}

// Puts a message, or a draft without an id, where the leader can change it and send it.
export function giveBack(message) {
  back = message;
  $("message").value = message.text;
  count();
}

function busy(on) {
  sending = on;
  $("thinking").hidden = !on;
  $("send").disabled = on;
  for (const button of $("choices").children) button.disabled = on;
}

export function count() {
  const left = texts.limit - [...$("message").value].length;
  $("remaining").textContent = left < 500 ? fill(texts.talk.remaining, { count: left }) : "";
}

export function send(event) {
  event?.preventDefault();
  const text = $("message").value.trim();
  if (sending) return;
  if (!text) return notice(texts.error.empty);
  if ([...text].length > texts.limit) return notice(fill(texts.error.too_long, { limit: texts.limit }));
  $("message").value = "";
  count();
  submit({ id: (text === back?.text && back.id) || crypto.randomUUID(), text });
}
