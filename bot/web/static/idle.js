// Locks the page after so long without use. Goes by the clock on the wall, so that a sleeping laptop counts as idle.
const TELL_SERVER_MS = 60_000;
const LOOK_MS = 5_000;

export class Idle {
  // warn(minutes) is called once before the end, calm() when use resumes, lock() at the end, used() now and then.
  constructor({ warn, calm, lock, used }) {
    Object.assign(this, { warn, calm, lock, used, timer: null, warned: false });
  }

  start(minutes) {
    this.stop();
    this.limit = minutes * 60_000;
    this.before = Math.min(2, minutes / 2) * 60_000;
    this.last = this.told = Date.now();
    this.timer = setInterval(() => this.look(), LOOK_MS);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.warned = false;
  }

  // The leader is doing something here; the server hears of it at most once a minute.
  touch() {
    if (!this.timer || this.look()) return;
    this.last = Date.now();
    if (this.warned) this.calm();
    this.warned = false;
    if (this.last - this.told < TELL_SERVER_MS) return;
    this.told = this.last;
    this.used();
  }

  // The server has just heard from us, or another tab has.
  heard() {
    this.told = Date.now();
    this.touch();
  }

  // True when the time is over and the page was locked.
  look() {
    if (!this.timer) return false;
    const left = this.limit - (Date.now() - this.last);
    if (left <= 0) {
      this.stop();
      this.lock();
      return true;
    }
    if (left <= this.before && !this.warned) {
      this.warned = true;
      this.warn(Math.max(1, Math.round(left / 60_000)));
    }
    return false;
  }
}
