// A table of any number of rows, of which only those exist that are seen.

import {make} from "./dom.js";

/** The tallest box that every browser can scroll. Beyond that, one pixel stands for several. */
const TALLEST = 8_000_000;

/** Rows above and below what is seen. */
const SPARE = 4;

export class Table {

  #scroller;
  #space;
  #body;
  #rows = [];
  #count = 0;
  #rowHeight;
  #make;
  #fill;
  #onWindow;
  #first = 0;
  #seen = 0;
  #resized;

  /**
   * `make()` gives an empty row, `fill(row, index)` writes into it, `onWindow(first, count)` hears which rows are
   * there.
   */
  constructor(parent, {head, rowHeight, make: makeRow, fill, onWindow, label}) {
    this.#rowHeight = rowHeight;
    this.#make = makeRow;
    this.#fill = fill;
    this.#onWindow = onWindow ?? (() => {});
    this.#body = make("div", {className: "rows"});
    this.#space = make("div", {className: "space"}, this.#body);
    this.#scroller = make("div", {className: "scroller", tabIndex: 0}, head, this.#space);
    this.#scroller.setAttribute("role", "table");
    this.#scroller.setAttribute("aria-label", label);
    this.#body.setAttribute("role", "rowgroup");
    this.#scroller.addEventListener("scroll", () => this.#place(), {passive: true});
    this.#scroller.addEventListener("keydown", event => this.#key(event));
    parent.replaceChildren(this.#scroller);
    this.#resized = new ResizeObserver(() => this.#place());
    this.#resized.observe(this.#scroller);
  }

  /** Another one takes its place. */
  close() {
    this.#resized.disconnect();
  }

  /** How many rows of the table one row of pixels stands for. */
  get #scale() {
    return Math.max(1, this.#count * this.#rowHeight / TALLEST);
  }

  setCount(count) {
    this.#count = count;
    this.#space.style.height = Math.min(TALLEST, count * this.#rowHeight) + "px";
    this.#scroller.setAttribute("aria-rowcount", String(count));
    this.#place();
  }

  /** Shows a row at the top. */
  scrollTo(index) {
    this.#scroller.scrollTop = index * this.#rowHeight / this.#scale;
  }

  get window() {
    return {first: this.#first, count: this.#rows.length, seen: this.#seen};
  }

  #key(event) {
    const page = Math.max(1, this.#seen - 2);
    const step = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page}[event.key];
    const top = Math.round(this.#scroller.scrollTop * this.#scale / this.#rowHeight);
    if (step !== undefined) {
      this.scrollTo(top + step);
      event.preventDefault();
    } else if (event.key === "Home" || event.key === "End") {
      this.scrollTo(event.key === "Home" ? 0 : this.#count);
      event.preventDefault();
    }
  }

  #place() {
    const height = this.#scroller.clientHeight;
    this.#seen = Math.ceil(height / this.#rowHeight);
    const wanted = Math.min(this.#count, this.#seen + 2 * SPARE);
    while (this.#rows.length < wanted) {
      const row = this.#make();
      row.setAttribute("role", "row");
      this.#rows.push(row);
      this.#body.append(row);
    }
    while (this.#rows.length > wanted) {
      this.#rows.pop().remove();
    }
    const top = this.#scroller.scrollTop;
    const at = Math.floor(top * this.#scale / this.#rowHeight);
    this.#first = Math.max(0, Math.min(this.#count - wanted, at - SPARE));
    const offset = this.#scale === 1 ? this.#first * this.#rowHeight
      : Math.max(0, Math.min(TALLEST - wanted * this.#rowHeight, top - (at - this.#first) * this.#rowHeight));
    this.#body.style.transform = `translateY(${offset}px)`;
    this.refresh();
    this.#onWindow(this.#first, wanted);
  }

  /** Writes into the rows that are there. */
  refresh() {
    this.#rows.forEach((row, i) => {
      row.setAttribute("aria-rowindex", String(this.#first + i + 1));
      this.#fill(row, this.#first + i);
    });
  }
}
