// Numbers and times as people read them, in widths that do not jump about.

const WHOLE = new Intl.NumberFormat("en-US");

const STEPS = [[1e9, "G"], [1e6, "M"], [1e3, "k"]];

/** Three digits and a letter: 1.87 M. */
export function short(number) {
  for (const [step, letter] of STEPS) {
    if (Math.abs(number) >= step) {
      const scaled = number / step;
      return scaled.toFixed(scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2) + " " + letter;
    }
  }
  return Number.isInteger(number) || number >= 100 ? String(Math.round(number)) : number.toFixed(1);
}

export const rate = perSecond => perSecond === 0 ? "0 /s" : short(perSecond) + "/s";

export const whole = number => WHOLE.format(typeof number === "string" ? BigInt(number) : number);

export function bytes(number) {
  const units = [[2 ** 30, "GiB"], [2 ** 20, "MiB"], [2 ** 10, "KiB"]];
  for (const [step, unit] of units) {
    if (number >= step * 10) {
      return (number / step).toFixed(1) + " " + unit;
    }
  }
  return whole(number) + (number === 1 ? " byte" : " bytes");
}

/** How long ago, or how long: 3.2 s, 4 min, 2 h. */
export function span(millis) {
  const seconds = Math.max(0, millis) / 1000;
  return seconds < 10 ? seconds.toFixed(1) + " s"
    : seconds < 120 ? Math.round(seconds) + " s"
    : seconds < 7200 ? Math.round(seconds / 60) + " min"
    : seconds < 172800 ? Math.round(seconds / 3600) + " h"
    : Math.round(seconds / 86400) + " days";
}

/** A fraction: as it is if it is short, else with six digits behind the point. */
export function fraction(value) {
  const text = String(value);
  const size = Math.abs(value);
  return text.length <= 8 || !Number.isFinite(value) ? text
    : size >= 1e9 || size < 1e-4 ? value.toExponential(5)
    : value.toFixed(size >= 1e5 ? 2 : 6);
}

/** A value of a field, as the stream has sent it. */
export function value(sent, kind) {
  if (sent === null || typeof sent === "object") {
    return sent === null ? "" : sent.invalid;
  }
  return kind === "whole" ? whole(sent)
    : kind === "float" || kind === "double" ? fraction(Number(sent))
    : String(sent);
}

export const isNumber = kind => kind === "whole" || kind === "float" || kind === "double";
