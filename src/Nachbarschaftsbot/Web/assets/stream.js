// One stream of events for all chats of the page. It knows how far each chat is, so that a new connection continues exactly there.
const slowest = 6000;

export class Stream {
  #source = null;
  #tries = 0;
  #timer = 0;
  #hidden = 0;
  #isOver = false;

  constructor(chats, onState) {
    this.chats = chats;
    this.onState = onState;
    addEventListener("online", () => this.open());
    addEventListener("offline", () => this.#lost());
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", (event) => event.persisted && this.open());
    document.addEventListener("visibilitychange", () => this.#visibility());
  }

  open() {
    if (this.#isOver) return;
    this.close();
    const wanted = this.chats.map((chat) => `chat=${encodeURIComponent(`${chat.name}@${chat.after}`)}`).join("&");
    const source = (this.#source = new EventSource(`/chat/ereignisse?${wanted}`));
    source.addEventListener("open", () => {
      this.#tries = 0;
      this.onState(true);
    });
    source.addEventListener("open-chat", (event) => this.#give(event, "onOpen"));
    source.addEventListener("line", (event) => this.#give(event, "onLine"));
    source.addEventListener("error", () => this.#source === source && this.#lost());
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  // For good.
  stop() {
    this.#isOver = true;
    this.close();
  }

  #give(event, method) {
    const data = JSON.parse(event.data);
    this.chats.find((chat) => chat.name === data.chat)?.[method](data);
  }

  #lost() {
    this.close();
    this.onState(false);
    const wait = Math.min(slowest, 500 * 2 ** this.#tries++);
    this.#timer = setTimeout(() => this.open(), wait * (0.75 + Math.random() / 2));
  }

  // A page in the background gives its connection back after a while: browsers allow only six to one host.
  #visibility() {
    clearTimeout(this.#hidden);
    if (document.hidden) this.#hidden = setTimeout(() => this.close(), 60000);
    else if (!this.#source) this.open();
  }
}
