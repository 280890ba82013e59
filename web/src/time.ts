// Times that move: data-countdown-to="2026-11-26T15:00:00+09:00" and data-elapsed-since="…".
//
//   data-format="words"  (default)  あと6分 / あと1時間5分 / あと2日 / 3分過ぎています
//   data-format="clock"             14:05, for the meeting room
//
// <html data-now="…"> carries the server's clock, so that a wrong computer clock does no harm.
// The element (or its closest [data-state]) gets data-state="soon" in the last five minutes and "over" after the end.

import { words } from "./words";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const SOON = 5 * MINUTE;

const serverNow = Date.parse(document.documentElement.dataset["now"] ?? "");
const skew = Number.isNaN(serverNow) ? 0 : serverNow - Date.now();
/** Now, by the server's clock, in milliseconds. */
export const now = (): number => Date.now() + skew;

/** A duration in words: whole minutes, from an hour on with hours, from a day and a half on in days. */
export function inWords(duration: number): string {
  const minutes = Math.max(1, Math.round(duration / MINUTE));
  if (minutes < 60) return words.minutes(minutes);
  if (minutes >= 36 * 60) return words.days(Math.round(minutes / (24 * 60)));
  const rest = minutes % 60;
  const hours = words.hours(Math.floor(minutes / 60));
  if (rest === 0) return hours;
  return document.documentElement.lang.startsWith("en") ? `${hours} ${words.minutes(rest)}` : hours + words.minutes(rest);
}

/** A duration as minutes and seconds. */
export function asClock(duration: number): string {
  const seconds = Math.max(0, Math.floor(duration / SECOND));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function wordsTo(left: number): string {
  if (left < -MINUTE / 2) return words.over(inWords(-left));
  return left < MINUTE / 2 ? words.soon : words.left(inWords(left));
}

function show(element: HTMLElement): void {
  const clock = element.dataset["format"] === "clock";
  const until = element.dataset["countdownTo"];
  let text: string;
  if (until) {
    const left = Date.parse(until) - now();
    text = clock ? asClock(Math.abs(left)) : wordsTo(left);
    const stateful = element.closest<HTMLElement>("[data-state]") ?? element;
    stateful.dataset["state"] = left < 0 ? "over" : left < SOON ? "soon" : "calm";
  } else {
    const passed = now() - Date.parse(element.dataset["elapsedSince"] ?? "");
    text = clock ? asClock(passed) : words.passed(inWords(passed));
  }
  if (element.textContent !== text) element.textContent = text;
}

export function startTimes(): void {
  const tick = (): void => {
    const all = document.querySelectorAll<HTMLElement>("[data-countdown-to], [data-elapsed-since]");
    for (const element of all) show(element);
  };
  tick();
  setInterval(tick, SECOND);
}
