// Reads a calendar from stdin with one of npm's readers; prints each beginning as JSON, a line each.
// usage: node read.js ical.js|node-ical FIRST LAST, with the readers' folder in NODE_PATH
const [, , reader, first, last] = process.argv;
const text = require("fs").readFileSync(0, "utf8");
const from = new Date(first), to = new Date(last);

function tell(title, start) {
  if (start >= from && start < to) console.log(JSON.stringify([title, start.toISOString()]));
}

async function icalJs() {
  const file = require.resolve("ical.js");
  const ICAL = require(file).default || require(file);
  const root = new ICAL.Component(ICAL.parse(text));
  for (const zone of root.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  for (const one of root.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(one);
    // A day is a date: its midnight is told in UTC, whatever the machine's zone.
    const begin = (at) => (at.isDate ? new Date(`${at}T00:00:00Z`) : at.toJSDate());
    if (!event.isRecurring()) {
      tell(event.summary, begin(event.startDate));
      continue;
    }
    const each = event.iterator();
    for (let at = each.next(); at; at = each.next()) tell(event.summary, begin(at));
  }
}

async function nodeIcal() {
  const ical = require("node-ical");
  for (const event of Object.values(ical.sync.parseICS(text))) {
    if (event.type !== "VEVENT") continue;
    const at = ical.expandRecurringEvent(event, { from, to, expandOngoing: false });
    for (const one of at) {
      const day = one.start;
      const local = new Date(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()));
      tell(event.summary, one.isFullDay ? local : day);
    }
  }
}

({ "ical.js": icalJs, "node-ical": nodeIcal })[reader]();
