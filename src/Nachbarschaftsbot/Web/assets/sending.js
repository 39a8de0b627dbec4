// Sends what was written, pressed and filled in: one after the other, again and again until the server has it.
export class Sending {
  #isSending = false;
  #retry = 0;
  #lookedAt = new Set();

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
          this.#lookAhead();
          this.#retry = setTimeout(() => this.sendAll(), wait * 1000);
          return;
        }
      }
    } finally {
      this.#isSending = false;
    }
  }

  // Words of danger must not wait behind others: the server looks at what waits, and shows the emergency numbers at once. The order
  // of the messages stays. What it saw it is not shown again.
  #lookAhead() {
    const waiting = this.unsent.all().slice(1);
    for (const post of waiting.filter((one) => !one.token && !this.#lookedAt.has(one.id)).slice(-5)) {
      this.#lookedAt.add(post.id);
      ask("/chat/voraus", post).then(
        (answer) => answer.ok || this.#lookedAt.delete(post.id),
        () => this.#lookedAt.delete(post.id),
      );
    }
  }

  // Tries once; gives back the seconds to wait before the next try, or 0 when this one is settled.
  async #send(post) {
    let answer;
    try {
      answer = await ask("/chat/nachrichten", post);
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

function ask(address, post) {
  return fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(post),
  });
}
