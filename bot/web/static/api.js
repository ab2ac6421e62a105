// Talks to the server. Every answer is JSON; an error carries a code and words for the leader.

export class Refused extends Error {
  constructor(status, code, message, retryAfter) {
    super(code);
    Object.assign(this, { status, code, words: message, retryAfter });
  }
}

export class Offline extends Error {}

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body ? JSON.stringify(body) : undefined,
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch {
    throw new Offline();
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  if (!answer.error && response.status > 501) throw new Offline(); // the proxy's word: nobody is there just now
  const error = answer.error ?? {};
  throw new Refused(response.status, error.code ?? "trouble", error.message, error.retry_after);
}

export const api = {
  conversation: () => call("GET", "/api/conversation"),
  start: (keepNothing) => call("POST", "/api/session", { keep_nothing: keepNothing }),
  open: (phrase) => call("POST", "/api/session/open", { phrase }),
  use: () => call("PUT", "/api/session"),
  close: () => call("DELETE", "/api/session"),
  closeEverywhere: () => call("DELETE", "/api/sessions"),
  changePhrase: () => call("POST", "/api/session/phrase", {}),
  send: (message) => call("POST", "/api/messages", message),
  wordsFor: (code) => call("POST", "/api/move", { code }),
  preview: (choice) => call("POST", "/api/shares/preview", choice),
  share: (choice) => call("POST", "/api/shares", choice),
  shared: (id) => call("GET", `/api/shares/${id}`),
  revoke: (id) => call("DELETE", `/api/shares/${id}`),
  copyFor: (asked) => call("POST", "/api/mentor/copy", asked),
  leaveNote: (note) => call("POST", "/api/mentor/note", note),
  move: (code) => call("PUT", "/api/move", { code }),
};
