// The keyboard: what a key does wherever the focus is, unless a text is being written.

import {byId} from "./dom.js";

export function startKeys({move, pause, reset, filter}) {
  const input = byId("filter");
  addEventListener("keydown", event => {
    const inField = event.target.matches("input, select");
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "Escape") {
      if (event.target === input) {
        input.value = "";
        filter("");
        byId("regions").focus();
      }
      reset();
    } else if (event.target === input && (event.key === "ArrowDown" || event.key === "Enter")) {
      byId("regions").focus();
      event.preventDefault();
    } else if (inField && event.target.type !== "checkbox") {
      return;
    } else if (event.key === "/") {
      input.focus();
      input.select();
      event.preventDefault();
    } else if (event.key === " " && !event.target.matches("button, a, input")) {
      pause();
      event.preventDefault();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.target.closest(".scroller")) {
      move(event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
    }
  });
  input.addEventListener("input", () => filter(input.value));
}
