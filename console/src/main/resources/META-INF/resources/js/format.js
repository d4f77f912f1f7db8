const NUMBER = new Intl.NumberFormat("en");
const SIGNED = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" });
const TIME = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

export const count = (n) => NUMBER.format(n);

export const millis = (ms) => (ms < 10 ? `${ms.toFixed(1)} ms` : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

export const bytes = (n) =>
  n < 1024 ? `${n} B` : n < 1024 * 1024 ? `${(n / 1024).toFixed(1)} KiB` : `${(n / 1024 / 1024).toFixed(1)} MiB`;

export const instant = (iso) => TIME.format(new Date(iso));

export const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;

/** What an item is called where it has no caption. */
export const title = (item) => item.caption || item.id;

/** Formatting characters can turn a line around, and whoever wrote the text chose them: they are shown as what they are. */
export const plain = (text) => String(text ?? "").replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\u{fffd}");

/** JSON has no word for a number that is none: it comes as a text. */
export const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

export const decimal = (value, digits = 1) => (isNumber(value) ? value.toFixed(digits) : "–");

/** Points of difference, with their sign. */
export const points = (value) => (isNumber(value) ? SIGNED.format(value) : "–");
