// One chat of the page: what somebody does there, and what becomes of it.
import { Lines } from "./lines.js";
import { Sending } from "./sending.js";
import { Unsent, newId } from "./unsent.js";

export class Chat {
  #passing = 0;

  // Ready: ends when the browser has a session.
  constructor(section, words, ready) {
    this.section = section;
    this.words = words;
    this.name = section.dataset.chat;
    this.after = Number(section.dataset.after);
    this.state = section.querySelector(".state");
    this.field = section.querySelector(".composer textarea");
    this.lines = new Lines(section);
    this.unsent = new Unsent(this.name, section.dataset.me);
    this.sending = new Sending(this.unsent, ready, {
      waits: (post, wasAnswered, message) => this.#waits(post, wasAnswered, message),
      settled: (post, isTaken, message) => this.#settled(post, isTaken, message),
    });
    section.addEventListener("click", (event) => this.#click(event));
    section.addEventListener("submit", (event) => this.#submit(event));
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.field.form.requestSubmit();
      }
    });
    for (const post of this.unsent.all()) this.#pending(post);
    this.lines.toEnd();
  }

  // Words about the state of the connection or of what was just done.
  say(words, passes = true) {
    clearTimeout(this.#passing);
    if (this.state.textContent !== words) this.state.textContent = words;
    if (words && passes) this.#passing = setTimeout(() => (this.state.textContent = ""), 8000);
  }

  // The server tells what is the oldest line, and whether there is a moderation page.
  onOpen(data) {
    this.lines.removeBefore(data.oldest);
    document.querySelector("[data-staff]")?.toggleAttribute("hidden", !data.mayModerate);
  }

  onLine(data) {
    if (data.seq <= this.after) return;
    this.after = data.seq;
    this.lines.put(data);
  }

  sendAll() {
    return this.sending.sendAll();
  }

  #post(post) {
    const full = { id: newId(), chat: this.name, language: document.documentElement.lang, ...post };
    this.unsent.add(full);
    this.#pending(full);
    this.lines.asked();
    this.sendAll();
  }

  #waits(post, wasAnswered, message) {
    if (wasAnswered) this.say(message ?? this.words["chat.waiting"]);
    const note = document.getElementById(this.#domId(post.id))?.querySelector(".note");
    if (note) note.textContent = this.words["chat.waiting"];
  }

  #settled(post, isTaken, message) {
    const line = document.getElementById(this.#domId(post.id));
    const card = post.line ? this.lines.ofId(post.line) : null;
    if (!isTaken) {
      line?.remove();
      if (post.text && !post.line && !this.field.value) this.field.value = post.text;
      this.say(message ?? this.words["chat.refused"]);
    } else {
      line?.querySelector(".note")?.remove();
      if (message) this.say(message);
      else if (post.text && post.line) this.say(this.words["chat.answer-sent"]);
    }
    if (card) busy(card, false);
    const reply = isTaken && post.text && post.line ? card?.querySelector(".reply") : null;
    if (reply) {
      reply.open = false;
      reply.querySelector("textarea").value = "";
    }
  }

  #click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.say) this.#post({ text: button.dataset.say });
    else if (button.dataset.put) put(this.field, button.dataset.put);
    else if (button.dataset.fill) put(document.getElementById(button.dataset.fill), button.dataset.value);
    else if (button.dataset.token) this.#press(button);
  }

  #press(button) {
    const line = button.closest(".line");
    if (isBusy(line) || line.classList.contains("over")) return;
    busy(line, true);
    this.#post({ token: button.dataset.token, line: line.dataset.line });
  }

  #submit(event) {
    event.preventDefault();
    const form = event.target;
    const line = form.closest(".line");
    if (form.classList.contains("composer")) {
      const text = this.field.value.trim();
      put(this.field, "");
      if (text) this.#post({ text });
    } else if (form.closest(".reply")) {
      const text = form.elements.reply.value.trim();
      if (text) this.#post({ text, line: line.dataset.line });
    } else if (!isBusy(line)) {
      busy(line, true);
      this.#post({ stamp: form.dataset.stamp, answers: answersOf(form), line: line.dataset.line });
    }
  }

  #pending(post) {
    if (post.text && !post.line)
      this.lines.pending(this.#domId(post.id), this.section.dataset.you, post.text, this.words["chat.sending"]);
  }

  #domId(id) {
    return `z-${this.name.replace(".", "-")}-m${id}`;
  }
}

function put(field, value) {
  field.value = value;
  field.focus();
}

function isBusy(line) {
  return line.getAttribute("aria-busy") === "true";
}

function busy(line, isBusy) {
  line.setAttribute("aria-busy", isBusy);
  for (const button of line.querySelectorAll("button")) button.setAttribute("aria-disabled", isBusy);
}

function answersOf(form) {
  const answers = {};
  for (const [name, value] of new FormData(form)) answers[name] = name in answers ? `${answers[name]},${value}` : value;
  return answers;
}
