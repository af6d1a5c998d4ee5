// Reads the calendar on standard input with the ical.js that stands at the path given, and prints its events as JSON:
// uid, summary, description, url, stamp, days (those up to the second argument), alarms (triggers).
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , library, until] = process.argv;
const { default: ICAL } = await import(pathToFileURL(library));
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
const events = calendar.getAllSubcomponents("vevent").map(component => {
  const event = new ICAL.Event(component);
  const days = [];
  const all = event.iterator();
  for (let day = all.next(); day && day.toString() <= until; day = all.next()) days.push(day.toString());
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    url: component.getFirstPropertyValue("url"),
    stamp: component.getFirstPropertyValue("dtstamp").toString(),
    days,
    alarms: component.getAllSubcomponents("valarm").map(one => one.getFirstPropertyValue("trigger").toString()),
  };
});
process.stdout.write(JSON.stringify(events));
