// <time data-when> becomes "2h ago", exact on hover; data-when="clock" becomes "23:52".
import { tongue } from "./words.js";

const ago = new Intl.RelativeTimeFormat(tongue, { numeric: "auto", style: "narrow" });
const exact = new Intl.DateTimeFormat(tongue, { dateStyle: "full", timeStyle: "short" });
const clock = new Intl.DateTimeFormat(tongue, { timeStyle: "short" });
const day = new Intl.DateTimeFormat(tongue, { day: "numeric", month: "short" });
const dayOfYear = new Intl.DateTimeFormat(tongue, { dateStyle: "medium" });

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param {Date} moment @param {Date} [now] @returns {string} as a member would say it */
export function said(moment, now = new Date()) {
  const seconds = (moment.getTime() - now.getTime()) / 1000;
  const far = Math.abs(seconds);
  if (far < MINUTE) return ago.format(0, "second");
  if (far < HOUR) return ago.format(Math.trunc(seconds / MINUTE), "minute");
  if (far < DAY) return ago.format(Math.trunc(seconds / HOUR), "hour");
  if (far < 7 * DAY) return ago.format(Math.trunc(seconds / DAY), "day");
  return (moment.getFullYear() === now.getFullYear() ? day : dayOfYear).format(moment);
}

/** Write the times within an element; call it for what a script has added. @param {ParentNode} [root] */
export function writeTimes(root = document) {
  for (const time of root.querySelectorAll("time[data-when]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    const words = time.dataset.when === "clock" ? clock.format(moment) : said(moment);
    if (time.textContent !== words) time.textContent = words;
    time.title ||= exact.format(moment);
  }
}

writeTimes();
setInterval(writeTimes, MINUTE * 1000, document);
document.addEventListener("visibilitychange", () => document.hidden || writeTimes());
