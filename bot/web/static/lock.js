// A page of an open reflection beside the conversation: it locks when idle, follows the other tabs, and can be left.
import { api } from "/static/api.js";
import { Idle } from "/static/idle.js";
import { leave, onThreeEscapes } from "/static/leave.js";

const otherTabs = new BroadcastChannel("canary");

export function gone() {
  document.body.replaceChildren();
  location.replace("/");
}

const idle = new Idle({
  warn: () => {},
  calm: () => {},
  lock: () => { otherTabs.postMessage("locked"); api.close().catch(() => {}).then(gone); },
  used: () => { api.use().catch((error) => { if (error.status === 401) gone(); }); otherTabs.postMessage("used"); },
});

export function lockWhenIdle() {
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
}
