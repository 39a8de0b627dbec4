// The lines of one chat: where a new one goes, what becomes of the older ones, and what stays in sight.
import { markOld } from "./days.js";

export class Lines {
  #askedAt = -Infinity;

  constructor(section) {
    this.section = section;
    this.log = section.querySelector(".log");
    this.field = section.querySelector(".composer textarea");
    markOld(this.log);
  }

  // What comes in the next seconds is the answer: it is brought into sight, and the focus follows where it was lost.
  asked() {
    this.#askedAt = performance.now();
  }

  ofId(id) {
    return [...this.log.children].find((line) => line.dataset.line === id);
  }

  // Older ones were deleted meanwhile.
  removeBefore(order) {
    for (const line of this.log.querySelectorAll("[data-order]")) if (Number(line.dataset.order) < order) line.remove();
  }

  // A line as the server has it: new, changed or gone.
  put(data) {
    const old = document.getElementById(data.id);
    if (data.gone) {
      old?.remove();
      return;
    }
    const line = element(data.html);
    if (old && !old.classList.contains("pending")) this.#replace(old, line);
    else {
      old?.remove();
      this.#insert(line, data);
    }
    this.#stepsOver(data);
  }

  // A line of one's own before the server has it.
  pending(id, name, words, note) {
    if (document.getElementById(id)) return;
    const line = element(
      '<article class="line mine pending" tabindex="-1"><p class="who"><span class="name"></span></p><div class="words"><p></p></div><p class="note"></p></article>',
    );
    line.id = id;
    line.querySelector(".name").textContent = name;
    line.querySelector(".words p").textContent = words;
    line.querySelector(".note").textContent = note;
    this.log.append(line);
    this.toEnd(line);
  }

  toEnd(line = this.log.lastElementChild) {
    if (!line || this.section.closest("[hidden]")) return;
    if (getComputedStyle(this.log).overflowY !== "visible") {
      const top = line.offsetTop - this.log.offsetTop;
      this.log.scrollTop = line.offsetHeight > this.log.clientHeight ? top : top + line.offsetHeight;
    } else if (this.#wasAsked()) this.#reveal(line);
  }

  #wasAsked() {
    return performance.now() - this.#askedAt < 10000;
  }

  #insert(line, data) {
    const after = [...this.log.children].findLast((other) => Number(other.dataset.order ?? Infinity) < data.order);
    if (after) after.after(line);
    else this.log.prepend(line);
    line.classList.add("fresh");
    markOld(this.log);
    const summary = line.querySelector(".summary");
    if (summary && this.#wasAsked()) summary.focus();
    else if (this.#wasAsked() && lostFocus()) line.focus({ preventScroll: true });
    this.toEnd(line);
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
    markOld(this.log);
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

  // The field to write in may lie over the end of the page: a new line must not hide behind it.
  #reveal(line) {
    line.scrollIntoView({ block: "nearest" });
    const box = line.getBoundingClientRect();
    const hidden = Math.min(box.bottom - this.field.form.getBoundingClientRect().top, box.top);
    if (hidden > 0) scrollBy(0, hidden + 8);
  }
}

function lostFocus() {
  const active = document.activeElement;
  return !active || active === document.body || active.closest(".over") !== null;
}

function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

function selectorOf(element) {
  if (element.dataset.token) return `[data-token="${CSS.escape(element.dataset.token)}"]`;
  if (element.name) return `[name="${CSS.escape(element.name)}"]`;
  return element.tagName.toLowerCase();
}
