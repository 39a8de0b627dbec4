// Ends the chat on this device, in all its tabs: for computers that others use too.
import { clearAll } from "./unsent.js";

const ended = "nachbar.ended";
const page = "/chat-beendet";

export function startLeaving(words, closeStream) {
  const dialog = document.getElementById("leave");
  if (!dialog) return;
  const tabs = new BroadcastChannel(ended);
  const go = () => {
    closeStream();
    clearAll();
    location.replace(page);
  };
  tabs.addEventListener("message", go);
  // A page that the browser brings back as it was: what stands there is no longer for who sits there now.
  addEventListener("pageshow", (event) => {
    if (event.persisted && Number(localStorage.getItem(ended)) > performance.timeOrigin) go();
  });
  document.querySelector("[data-leave]").addEventListener("click", () => dialog.showModal());
  dialog.querySelector("[data-end]").addEventListener("click", async (event) => {
    event.preventDefault();
    const button = event.currentTarget;
    const error = dialog.querySelector(".error");
    error.textContent = "";
    button.disabled = true;
    const answer = await fetch("/chat/abmelden", { method: "POST" }).catch(() => null);
    button.disabled = false;
    if (!answer?.ok) {
      error.textContent = words["leave.failed"];
      button.focus();
      return;
    }
    localStorage.setItem(ended, Date.now());
    tabs.postMessage("");
    go();
  });
}
