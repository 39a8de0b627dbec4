// The chats of a page: shows lines as they come, sends what is written, pressed and filled in.
import { startLeaving } from "./leave.js";
import { Chat } from "./room.js";
import { Stream } from "./stream.js";
import { startTabs } from "./tabs.js";

// One tab at a time: two that open together would get two sessions, and what was written in one of them would be gone.
function session() {
  return navigator.locks ? navigator.locks.request("nachbar.session", askForSession) : askForSession();
}

async function askForSession() {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await fetch("/chat/sitzung", { method: "POST" });
      if (answer.ok) return answer.status === 201;
    } catch {
      // The network is away: wait below.
    }
    await new Promise((done) => setTimeout(done, Math.min(15000, 500 * 2 ** tries)));
  }
}

async function start() {
  document.documentElement.classList.add("js");
  const words = Object.fromEntries(
    [...document.querySelectorAll("#words > span")].map((span) => [span.dataset.key, span.textContent]),
  );
  const sections = [...document.querySelectorAll(".chat")];
  const needsSession = sections.some((section) => section.dataset.chat === "privat");
  const ready = needsSession ? session() : Promise.resolve();
  const chats = sections.map((section) => new Chat(section, words, ready));
  startTabs(sections);
  let stream = null;
  startLeaving(words, () => stream?.stop());
  document.querySelector("[data-filter]")?.addEventListener("change", (event) => {
    for (const section of sections) section.classList.toggle("only-open", event.target.checked);
  });
  document.querySelector("[data-again]")?.addEventListener("click", async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    for (const chat of chats) chat.say(words["try.busy"], false);
    const answer = await fetch("/probierstube/neu", { method: "POST" }).catch(() => null);
    if (answer?.ok) location.reload();
    else button.disabled = false;
  });
  await ready;
  let wasLost = false;
  stream = new Stream(chats, (isOnline) => {
    for (const chat of chats) chat.say(isOnline ? (wasLost ? words["chat.online"] : "") : words["chat.offline"], isOnline);
    if (isOnline) for (const chat of chats) chat.sendAll();
    wasLost = !isOnline;
  });
  stream.open();
}

start();
