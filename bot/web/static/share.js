// A leader chooses what a mentor may see, looks at it as the mentor will, and shares just that.
import { Offline, api } from "/static/api.js";
import { withoutHistory } from "/static/leave.js";
import { gone, lockWhenIdle } from "/static/lock.js";
import { show } from "/static/shown.js";

const $ = (id) => document.getElementById(id);
const texts = JSON.parse($("texts").textContent);
const form = $("choose");
let looked = null; // the choice that stands in the preview, with its mark

function notice(text) {
  $("notice").textContent = text ?? "";
  $("notice").hidden = !text;
  if (text) $("notice").scrollIntoView({ block: "nearest" });
}

async function attempt(work, button) {
  button.disabled = true;
  notice(null);
  try {
    return await work();
  } catch (error) {
    if (error.status === 401) return gone();
    notice(error instanceof Offline ? texts.offline : error.words ?? texts.trouble);
    return null;
  } finally {
    button.disabled = false;
  }
}

function picked(name) {
  return [...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);
}

function choice() {
  return {
    domains: picked("domains"),
    signs: picked("signs"),
    commitments: picked("commitments"),
    quotes: form.quotes.checked,
    picture: form.picture.checked,
    question: form.question.value,
    days: Number(form.days.value),
  };
}

function step(id) {
  for (const one of ["choose-step", "preview-step", "given-step"]) $(one).hidden = one !== id;
  const heading = $(id).querySelector("h2");
  heading.tabIndex = -1;
  heading.focus();
}

async function look(event) {
  event.preventDefault();
  const asked = choice();
  const found = await attempt(() => api.preview(asked), $("look"));
  if (!found) return;
  looked = { ...asked, seen: found.seen };
  show($("preview"), found.shown);
  step("preview-step");
}

async function share() {
  const given = await attempt(() => api.share(looked), $("share"));
  if (!given) return;
  $("link").value = `${location.origin}/mentor#${given.secret}`;
  $("code").value = given.code;
  step("given-step");
}

async function see(button) {
  const area = button.closest("li").querySelector(".seen");
  if (area.childElementCount) return area.replaceChildren();
  const found = await attempt(() => api.shared(button.value), button);
  if (found) show(area, found.shown);
}

async function revoke(button) {
  const done = await attempt(() => api.revoke(button.value), button);
  if (!done) return;
  button.closest("li").remove();
  $("no-shares").hidden = document.querySelectorAll("#shares li").length > 0;
  notice(texts.revoked);
  $("list-heading").focus();
}

async function copy(field, button) {
  await navigator.clipboard.writeText($(field).value);
  button.textContent = texts.copied;
}

if (form) {
  form.addEventListener("submit", look);
  $("share").addEventListener("click", share);
  $("change").addEventListener("click", () => step("choose-step"));
  $("copy-link").addEventListener("click", (event) => copy("link", event.currentTarget));
  $("copy-code").addEventListener("click", (event) => copy("code", event.currentTarget));
  $("done").addEventListener("click", () => location.replace("/share"));
  for (const button of document.querySelectorAll(".see")) button.addEventListener("click", () => see(button));
  for (const button of document.querySelectorAll(".revoke")) button.addEventListener("click", () => revoke(button));
  withoutHistory(document.querySelector(".skip"));
  // Until now a press would have gone unheard, or sent the form itself with the question in the address.
  for (const button of document.querySelectorAll("main button:disabled")) button.disabled = false;
}
lockWhenIdle();
