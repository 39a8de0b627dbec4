// On small screens the seats of the Probierstube are tabs: arrow keys move, one panel shows.
const narrow = matchMedia("(max-width: 67.99rem)");

export function startTabs(sections) {
  const list = document.querySelector('[role="tablist"]');
  if (!list) return;
  const tabs = [...list.querySelectorAll('[role="tab"]')];
  const show = (chosen, focus) => {
    for (const tab of tabs) {
      const isChosen = tab === chosen;
      const panel = document.getElementById(tab.getAttribute("aria-controls"));
      tab.setAttribute("aria-selected", isChosen);
      tab.tabIndex = isChosen ? 0 : -1;
      panel.hidden = narrow.matches && !isChosen;
      if (narrow.matches) panel.setAttribute("role", "tabpanel");
      else panel.removeAttribute("role");
      if (isChosen) tab.querySelector(".new").textContent = "";
    }
    if (focus) chosen.focus();
  };
  const current = () => tabs.find((tab) => tab.getAttribute("aria-selected") === "true") ?? tabs[0];
  list.addEventListener("click", (event) => {
    const tab = event.target.closest('[role="tab"]');
    if (tab) show(tab);
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -tabs.length, End: tabs.length }[event.key];
    if (!step) return;
    event.preventDefault();
    const sign = getComputedStyle(list).direction === "rtl" && Math.abs(step) === 1 ? -step : step;
    const at = tabs.indexOf(current());
    const next = Math.abs(step) === 1 ? (at + sign + tabs.length) % tabs.length : step < 0 ? 0 : tabs.length - 1;
    show(tabs[next], true);
  });
  narrow.addEventListener("change", () => show(current()));
  for (const section of sections)
    section.addEventListener("news", () => {
      const tab = tabs.find((one) => document.getElementById(one.getAttribute("aria-controls")).contains(section));
      if (!tab || tab === current()) return;
      const mark = tab.querySelector(".new");
      mark.textContent = Number(mark.textContent) + 1;
    });
  show(current());
}
