// What the parts of the page share: its texts, its elements, and waiting for a server that isn't there just now.
import { Offline, Refused } from "/static/api.js";
import { Log } from "/static/log.js";

const SECTIONS = ["welcome", "phrase-step", "change-step", "conversation"];
const RETRY_MS = 1500;

export const $ = (id) => document.getElementById(id);
export const texts = JSON.parse($("texts").textContent);
export const log = new Log($("log"), texts.talk);

export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function show(section) {
  for (const id of SECTIONS) $(id).hidden = id !== section;
  const talking = section === "conversation";
  $("composer").hidden = !talking;
  $("menu").hidden = !talking;
  $("menu").open = false;
}

export function notice(text) {
  $("notice").textContent = text ?? "";
  $("notice").hidden = !text;
}

export async function waitFor(error) {
  if (error instanceof Offline) notice(texts.state.offline);
  else if (error.code === "starting") notice(texts.state.starting);
  else notice(error.words ?? texts.error.trouble);
  await new Promise((resolve) => setTimeout(resolve, (error.retryAfter ?? 0) * 1000 || RETRY_MS));
}

// Tries until the server has answered. A refusal is shown and gives null. Buttons are off meanwhile.
export async function attempt(work, buttons) {
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
