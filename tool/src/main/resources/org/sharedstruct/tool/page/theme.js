// Light, dark, or as the system has it. The choice is kept where the browser lets us.

import {byId} from "./dom.js";

const CHOICES = ["auto", "light", "dark"];
const KEPT = "sharedstruct-theme";

export function startTheme(onChange) {
  const button = byId("theme");
  const apply = choice => {
    document.documentElement.dataset.theme = choice;
    button.textContent = choice[0].toUpperCase() + choice.slice(1);
    button.setAttribute("aria-label", "Theme: " + choice);
    onChange();
  };
  button.addEventListener("click", () => {
    const next = CHOICES[(CHOICES.indexOf(document.documentElement.dataset.theme) + 1) % CHOICES.length];
    try {
      localStorage.setItem(KEPT, next);
    } catch {
      // it lasts as long as the page
    }
    apply(next);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", onChange);
  let kept = null;
  try {
    kept = localStorage.getItem(KEPT);
  } catch {
    // as the system has it
  }
  apply(CHOICES.includes(kept) ? kept : "auto");
}
