// A share's keys, derived in the mentor's browser as bot/vault/share_keys.py does it. The key never leaves this page.
const PASSES = 600_000;
const NONCE_BYTES = 12;
const PAD_TO = 256;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const bytes = (text) => new TextEncoder().encode(text);
const joined = (...parts) => new Uint8Array(parts.flatMap((part) => [...new Uint8Array(part)]));

export const hex = (raw) => [...new Uint8Array(raw)].map((one) => one.toString(16).padStart(2, "0")).join("");
export const unhex = (text) => new Uint8Array((text.match(/../g) ?? []).map((pair) => parseInt(pair, 16)));
export const base64 = (raw) => btoa([...new Uint8Array(raw)].map((one) => String.fromCharCode(one)).join(""));
export const unbase64 = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

async function drawn(root, ...purpose) {
  const key = await crypto.subtle.importKey("raw", root, "HKDF", false, ["deriveBits"]);
  const info = joined(bytes("canary/share "), ...purpose);
  return crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info }, key, 256);
}

function aes(raw) {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function encrypt(key, value, boundTo) {
  const plain = bytes(JSON.stringify(value));
  const padded = joined(plain, bytes(" ".repeat((PAD_TO - (plain.length % PAD_TO)) % PAD_TO)));
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  return joined(iv, await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: boundTo }, key, padded));
}

async function decrypt(key, sealed, boundTo) {
  const [iv, rest] = [sealed.slice(0, NONCE_BYTES), sealed.slice(NONCE_BYTES)];
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: boundTo }, key, rest);
  return JSON.parse(new TextDecoder().decode(plain));
}

export class ShareKeys {
  constructor(tag, proof, key) {
    Object.assign(this, { tag, proof, key });
  }

  static async of(secret, code) {
    const password = await crypto.subtle.importKey("raw", bytes(code.toUpperCase().replace(/[^A-Z0-9]/g, "")), "PBKDF2", false, ["deriveBits"]);
    const stretched = { name: "PBKDF2", hash: "SHA-256", salt: bytes(secret), iterations: PASSES };
    const root = await crypto.subtle.deriveBits(stretched, password, 256);
    const key = await aes(await drawn(root, bytes("key")));
    return new ShareKeys(await drawn(bytes(secret), bytes("tag")), await drawn(root, bytes("proof")), key);
  }

  // What the server is told: which share, and that whoever asks has link and code.
  get asked() {
    return { share: hex(this.tag), proof: hex(this.proof) };
  }

  open(copy) {
    return decrypt(this.key, copy, joined(bytes("canary/share\0"), this.tag));
  }

  // The mentor's own notes, locked for this tab's store.
  async lock(text) {
    return base64(await encrypt(this.key, text, joined(bytes("canary/preparation\0"), this.tag)));
  }

  unlock(locked) {
    return decrypt(this.key, unbase64(locked), joined(bytes("canary/preparation\0"), this.tag));
  }

  // A note that only the leader can open: the sender's half of the key is thrown away.
  async sealNote(text, publicHex) {
    const [mine, theirs] = [await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]), unhex(publicHex)];
    const to = await crypto.subtle.importKey("raw", theirs, CURVE, false, []);
    const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: to }, mine.privateKey, 256);
    const point = await crypto.subtle.exportKey("raw", mine.publicKey);
    const key = await aes(await drawn(agreed, bytes("note"), point, theirs));
    return base64(joined(point, await encrypt(key, text, joined(bytes("canary/note\0"), this.tag))));
  }
}
