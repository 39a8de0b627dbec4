// What was said on another day shows its day as well.
const calendars = new Map();

export function markOld(log) {
  const now = new Date();
  for (const line of log.children) {
    const time = line.querySelector("time");
    if (!time) continue;
    const zone = time.dataset.zone;
    line.classList.toggle("old", dayIn(zone, new Date(time.dateTime)) !== dayIn(zone, now));
  }
}

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
