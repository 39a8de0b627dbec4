// One chat of the page.
import { Unsent, newId } from "./unsent.js";

export class Chat {
  #sending = false;
  #retry = 0;

  // Ready: ends when the browser has a session; who taps before that waits for it.
  constructor(section, words, ready) {
    this.section = section;
    this.words = words;
    this.ready = ready;
    this.name = section.dataset.chat;
    this.after = Number(section.dataset.after);
    this.log = section.querySelector(".log");
    this.state = section.querySelector(".state");
    this.field = section.querySelector(".composer textarea");
    this.unsent = new Unsent(this.name, section.dataset.me);
    section.addEventListener("click", (event) => this.#click(event));
    section.addEventListener("submit", (event) => this.#submit(event));
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.field.form.requestSubmit();
      }
    });
    for (const post of this.unsent.all()) this.#pending(post);
    this.#markOld();
    this.#toEnd();
  }

  // Words about the state of the connection or of what was just done.
  say(words, passes = true) {
    clearTimeout(this.passing);
    if (this.state.textContent !== words) this.state.textContent = words;
    if (words && passes) this.passing = setTimeout(() => (this.state.textContent = ""), 8000);
  }

  // The server tells what is the oldest line: older ones were deleted meanwhile. And whether there is a moderation page.
  onOpen(data) {
    for (const line of this.log.querySelectorAll("[data-order]"))
      if (Number(line.dataset.order) < data.oldest) line.remove();
    document.querySelector("[data-staff]")?.toggleAttribute("hidden", !data.mayModerate);
  }

  onLine(data) {
    if (data.seq <= this.after) return;
    this.after = data.seq;
    const old = document.getElementById(data.id);
    if (data.gone) {
      old?.remove();
      return;
    }
    const line = this.#element(data.html);
    if (old && !old.classList.contains("pending")) this.#replace(old, line);
    else {
      old?.remove();
      this.#insert(line, data);
    }
    this.#stepsOver(data);
  }

  // Sends what waits, one after the other, until all of it is acknowledged.
  async sendAll() {
    if (this.#sending) return;
    this.#sending = true;
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
      this.#sending = false;
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
      this.#label(post, "chat.waiting");
      return 3;
    }
    const { message } = await answer.json().catch(() => ({}));
    if (answer.status === 429 || answer.status >= 500) {
      this.say(message ?? this.words["chat.waiting"]);
      this.#label(post, "chat.waiting");
      return Number(answer.headers.get("Retry-After")) || 5;
    }
    this.unsent.remove(post.id);
    this.#settle(post, answer.ok, message);
    return 0;
  }

  #settle(post, isTaken, message) {
    const line = document.getElementById(this.#domId(post.id));
    const card = this.#cardOf(post);
    if (!isTaken) {
      line?.remove();
      if (post.text && !post.line && !this.field.value) this.field.value = post.text;
      this.say(message ?? this.words["chat.refused"]);
    } else {
      line?.querySelector(".note")?.remove();
      if (message) this.say(message);
      else if (post.text && post.line) this.say(this.words["chat.answer-sent"]);
    }
    if (card) this.#busy(card, false);
    const reply = isTaken && post.text && post.line ? card?.querySelector(".reply") : null;
    if (reply) {
      reply.open = false;
      reply.querySelector("textarea").value = "";
    }
  }

  #post(post) {
    const full = { id: newId(), chat: this.name, language: document.documentElement.lang, ...post };
    this.unsent.add(full);
    this.#pending(full);
    this.#askedAt = performance.now();
    this.sendAll();
  }

  #askedAt = -Infinity;

  #click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.say) this.#post({ text: button.dataset.say });
    else if (button.dataset.put) {
      this.field.value = button.dataset.put;
      this.field.focus();
    } else if (button.dataset.fill) {
      const field = document.getElementById(button.dataset.fill);
      field.value = button.dataset.value;
      field.focus();
    } else if (button.dataset.token) this.#press(button);
  }

  #press(button) {
    const line = button.closest(".line");
    if (line.getAttribute("aria-busy") === "true" || line.classList.contains("over")) return;
    this.#busy(line, true);
    this.#post({ token: button.dataset.token, line: line.dataset.line });
  }

  #submit(event) {
    event.preventDefault();
    const form = event.target;
    const line = form.closest(".line");
    if (form.classList.contains("composer")) {
      const text = this.field.value.trim();
      this.field.value = "";
      this.field.focus();
      if (text) this.#post({ text });
    } else if (form.closest(".reply")) {
      const text = form.elements.reply.value.trim();
      if (text) this.#post({ text, line: line.dataset.line });
    } else if (line.getAttribute("aria-busy") !== "true") {
      this.#busy(line, true);
      this.#post({ stamp: form.dataset.stamp, answers: answersOf(form), line: line.dataset.line });
    }
  }

  // A line of one's own before the server has it.
  #pending(post) {
    if (!post.text || post.line || document.getElementById(this.#domId(post.id))) return;
    const line = this.#element(
      '<article class="line mine pending" tabindex="-1"><p class="who"><span class="name"></span></p><div class="words"><p></p></div><p class="note"></p></article>',
    );
    line.id = this.#domId(post.id);
    line.querySelector(".name").textContent = this.section.dataset.you;
    line.querySelector(".words p").textContent = post.text;
    line.querySelector(".note").textContent = this.words["chat.sending"];
    this.log.append(line);
    this.#toEnd(line);
  }

  #label(post, key) {
    const note = document.getElementById(this.#domId(post.id))?.querySelector(".note");
    if (note) note.textContent = this.words[key];
  }

  #insert(line, data) {
    const after = [...this.log.children].findLast((other) => Number(other.dataset.order ?? Infinity) < data.order);
    if (after) after.after(line);
    else this.log.prepend(line);
    line.classList.add("fresh");
    this.#markOld();
    const asked = performance.now() - this.#askedAt < 10000;
    const summary = line.querySelector(".summary");
    if (summary && asked) summary.focus();
    else if (asked && this.#lostFocus()) line.focus({ preventScroll: true });
    this.#toEnd(line);
    if (!data.mine) this.section.dispatchEvent(new Event("news"));
  }

  // Puts the new state in place of the old, and keeps what somebody is just doing there.
  #replace(old, line) {
    const [was, is] = [old.querySelector(".reply"), line.querySelector(".reply")];
    const active = old.contains(document.activeElement) ? document.activeElement : null;
    if (was && is) {
      is.open = was.open;
      is.querySelector("textarea").value = was.querySelector("textarea").value;
    }
    old.replaceWith(line);
    if (active) (line.querySelector(selectorOf(active)) ?? line).focus({ preventScroll: true });
    this.#markOld();
  }

  #stepsOver(data) {
    const over = data.step
      ? [...this.log.querySelectorAll(".line")].filter((l) => l.dataset.step && l.id !== data.id)
      : [document.getElementById(data.answers)];
    for (const line of over) {
      if (!line || line.classList.contains("over")) continue;
      const hadFocus = line.contains(document.activeElement);
      line.classList.add("over");
      line.querySelector(".sheet > fieldset")?.setAttribute("disabled", "");
      if (hadFocus) (document.getElementById(data.id) ?? this.field).focus({ preventScroll: true });
    }
  }

  #busy(line, isBusy) {
    line.setAttribute("aria-busy", isBusy);
    for (const button of line.querySelectorAll("button")) button.setAttribute("aria-disabled", isBusy);
  }

  #cardOf(post) {
    return post.line ? [...this.log.children].find((line) => line.dataset.line === post.line) : null;
  }

  #lostFocus() {
    const active = document.activeElement;
    return !active || active === document.body || active.closest(".over") !== null;
  }

  #markOld() {
    const now = new Date();
    for (const line of this.log.children) {
      const time = line.querySelector("time");
      if (!time) continue;
      const zone = time.dataset.zone;
      line.classList.toggle("old", dayIn(zone, new Date(time.dateTime)) !== dayIn(zone, now));
    }
  }

  #toEnd(line = this.log.lastElementChild) {
    if (!line || this.section.closest("[hidden]")) return;
    if (getComputedStyle(this.log).overflowY !== "visible") {
      const top = line.offsetTop - this.log.offsetTop;
      this.log.scrollTop = line.offsetHeight > this.log.clientHeight ? top : top + line.offsetHeight;
    } else if (performance.now() - this.#askedAt < 10000) this.#reveal(line);
  }

  // The field to write in may lie over the end of the page: a new line must not hide behind it.
  #reveal(line) {
    line.scrollIntoView({ block: "nearest" });
    const box = line.getBoundingClientRect();
    const hidden = Math.min(box.bottom - this.field.form.getBoundingClientRect().top, box.top);
    if (hidden > 0) scrollBy(0, hidden + 8);
  }

  #domId(id) {
    return `z-${this.name.replace(".", "-")}-m${id}`;
  }

  #element(html) {
    const template = document.createElement("template");
    template.innerHTML = html.trim();
    return template.content.firstElementChild;
  }
}

const calendars = new Map();

// The day that a moment has in a time zone; where the browser does not know the zone, in its own.
function dayIn(zone, moment) {
  if (!calendars.has(zone)) calendars.set(zone, calendarOf(zone));
  return calendars.get(zone).format(moment);
}

function calendarOf(zone) {
  const parts = { year: "numeric", month: "numeric", day: "numeric" };
  try {
    return new Intl.DateTimeFormat("en", { ...parts, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat("en", parts);
  }
}

function answersOf(form) {
  const answers = {};
  for (const [name, value] of new FormData(form)) answers[name] = name in answers ? `${answers[name]},${value}` : value;
  return answers;
}

function selectorOf(element) {
  if (element.dataset.token) return `[data-token="${CSS.escape(element.dataset.token)}"]`;
  if (element.name) return `[name="${CSS.escape(element.name)}"]`;
  return element.tagName.toLowerCase();
}
