// Colours of lines and of the heat strip. What the theme decides is asked of the style sheet.

const LINES = {
  light: ["#1f6feb", "#d9480f", "#2b8a3e", "#9c36b5", "#0b7285", "#a6710a", "#c2255c", "#495057"],
  dark: ["#58a6ff", "#ff8a5c", "#56d364", "#d2a8ff", "#39c5cf", "#e3b341", "#ff7eb6", "#adb5bd"],
};

/** From least to most: one that people who see no red or green can tell, and that prints well (after viridis). */
const HEAT = [[68, 1, 84], [71, 45, 123], [59, 82, 139], [44, 114, 142], [33, 145, 140], [40, 174, 128],
  [94, 201, 98], [173, 220, 48], [253, 231, 37]];

export const isDark = () => getComputedStyle(document.documentElement).getPropertyValue("--dark").trim() === "1";

export const line = number => LINES[isDark() ? "dark" : "light"][number % LINES.light.length];

export const themed = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Red, green and blue for a number from 0 to 1. */
export function heat(part) {
  const at = Math.min(1, Math.max(0, part)) * (HEAT.length - 1);
  const from = Math.min(HEAT.length - 2, Math.floor(at));
  return HEAT[from].map((value, i) => Math.round(value + (HEAT[from + 1][i] - value) * (at - from)));
}
