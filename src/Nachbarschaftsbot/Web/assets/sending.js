// Sends what was written, pressed and filled in: one after the other, again and again until the server has it.
export class Sending {
  #isSending = false;
  #retry = 0;

  // Ready: ends when the browser has a session; who taps before that waits for it. Waits and settled are told how a try ended.
  constructor(unsent, ready, { waits, settled }) {
    this.unsent = unsent;
    this.ready = ready;
    this.waits = waits;
    this.settled = settled;
  }

  // Sends all that waits.
  async sendAll() {
    if (this.#isSending) return;
    this.#isSending = true;
    clearTimeout(this.#retry);
    try {
      await this.ready;
      for (let post; (post = this.unsent.all()[0]); ) {
        const wait = await this.#send(post);
        if (wait) {
          this.#retry = setTimeout(() => this.sendAll(), wait * 1000);
          return;
        }
      }
    } finally {
      this.#isSending = false;
    }
  }

  // Tries once; gives back the seconds to wait before the next try, or 0 when this one is settled.
  async #send(post) {
    let answer;
    try {
      answer = await fetch("/chat/nachrichten", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(post),
      });
    } catch {
      this.waits(post, false);
      return 3;
    }
    const { message } = await answer.json().catch(() => ({}));
    if (answer.status === 429 || answer.status >= 500) {
      this.waits(post, true, message);
      return Number(answer.headers.get("Retry-After")) || 5;
    }
    this.unsent.remove(post.id);
    this.settled(post, answer.ok, message);
    return 0;
  }
}
