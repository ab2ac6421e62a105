// The one message on its way, and the unsent draft. Kept in this tab only, and wiped once the message has arrived.
const KEY = "canary-unsent";

function load() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function save(value) {
  if (value.draft || value.message) sessionStorage.setItem(KEY, JSON.stringify(value));
  else sessionStorage.removeItem(KEY);
}

export const outbox = {
  get message() { return load().message ?? null; },
  get draft() { return load().draft ?? ""; },
  keepDraft(draft) { save({ ...load(), draft }); },
  hold(message) { save({ message }); },
  clear() { sessionStorage.removeItem(KEY); },
};
