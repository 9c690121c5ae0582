// The live values: a row for each field of one struct, or for each element of an array.

import {byId, make, say} from "./dom.js";
import {Table} from "./table.js";
import {sparkline} from "./sparkline.js";
import {themed} from "./colours.js";
import * as words from "./words.js";

const ROW_HEIGHT = 26;

/** How long a value that has changed is marked. */
const MARKED_MILLIS = 400;
const SPARK_MILLIS = 30_000;
const SPARK_POINTS = 60;
const SPARK_WIDTH = 84;

export class Values {

  #description = null;
  #table = null;
  #first = 0;
  #rows = [];
  #changedAt = new Map();
  #history = null;
  #colourOf;
  #toggle;
  #onWindow;

  /**
   * `colourOf(name)` is the colour of a value's line, or null; `toggle(name)` begins or ends that line;
   * `onWindow(first, count)` hears which elements are shown.
   */
  constructor({colourOf, toggle, onWindow}) {
    this.#colourOf = colourOf;
    this.#toggle = toggle;
    this.#onWindow = onWindow;
    byId("jump").addEventListener("change", event => this.jump(Number(event.target.value)));
  }

  get isArray() {
    return this.#description?.length >= 0;
  }

  /** Shows an element of an array. */
  jump(index) {
    this.#table?.scrollTo(index);
  }

  get window() {
    return this.#table?.window ?? {first: 0, count: 0, seen: 0};
  }

  describe(description, history) {
    this.#table?.close();
    this.#description = description;
    this.#history = history;
    this.#rows = [];
    this.#changedAt.clear();
    const {leaves, length, cut} = description;
    byId("jump-label").hidden = !this.isArray;
    byId("jump").max = String(Math.max(0, length - 1));
    say(byId("values-hint"), (leaves.length === 0 ? "an element is too large to be shown"
      : this.isArray ? words.whole(length) + " elements" : leaves.length + (leaves.length === 1 ? " field" : " fields"))
      + (cut ? ", the first " + leaves.length + " are shown" : "")
      + (leaves.some(leaf => words.isNumber(leaf.kind)) ? "; click a number to plot it" : ""));
    const parent = byId("values");
    parent.classList.toggle("array", this.isArray);
    this.#table = this.isArray ? this.#arrayTable(parent) : this.#structTable(parent);
    this.#table.setCount(leaves.length === 0 ? 0 : this.isArray ? length : leaves.length);
  }

  #structTable(parent) {
    const head = make("div", {className: "row head struct-row"},
      ...["", "field", "type", "value", "30 s"].map(text => make("span", {textContent: text})));
    return new Table(parent, {
      head, rowHeight: ROW_HEIGHT, label: "Values", fill: (row, index) => this.#fillField(row, index),
      make: () => {
        const parts = {
          swatch: make("button", {type: "button", className: "swatch"}), name: make("bdi", {className: "name"}),
          type: make("bdi", {className: "type"}), value: make("span", {className: "value"}),
          spark: make("canvas", {className: "spark"}),
        };
        const row = make("div", {className: "row struct-row"}, ...Object.values(parts));
        row.parts = parts;
        row.addEventListener("click", () => {
          const leaf = this.#description.leaves[row.index];
          if (words.isNumber(leaf.kind)) {
            this.#toggle(leaf.name);
          }
        });
        return row;
      },
    });
  }

  #fillField(row, index) {
    const leaf = this.#description.leaves[index];
    const {swatch, name, type, value, spark} = row.parts;
    row.index = index;
    say(name, leaf.name);
    name.title = leaf.name;
    say(type, leaf.type);
    type.title = leaf.type;
    this.#fillValue(value, this.#rows[0]?.[index], leaf.kind, leaf.name);
    const isNumber = words.isNumber(leaf.kind);
    swatch.classList.toggle("absent", !isNumber); // which keeps its place in the row
    row.classList.toggle("plottable", isNumber);
    if (isNumber) {
      const colour = this.#colourOf(leaf.name);
      swatch.style.backgroundColor = colour ?? "";
      swatch.setAttribute("aria-pressed", String(colour !== null));
      swatch.setAttribute("aria-label", "Plot " + leaf.name);
    }
    if (!isNumber && spark.width > 0 && row.sparkOf !== undefined) {
      spark.width = 0;
      row.sparkOf = undefined;
    }
  }

  #arrayTable(parent) {
    const {leaves} = this.#description;
    const columns = `minmax(64px, auto) repeat(${leaves.length}, minmax(96px, 1fr))`;
    const head = make("div", {className: "row head array-row"}, make("span", {textContent: "index"}),
      ...leaves.map(leaf => make("span", {title: leaf.name + ": " + leaf.type}, make("bdi", {textContent: leaf.name}))));
    head.style.gridTemplateColumns = columns;
    const table = new Table(parent, {
      head, rowHeight: ROW_HEIGHT, label: "Elements", fill: (row, index) => this.#fillElement(row, index),
      onWindow: (first, count) => this.#onWindow(first, count),
      make: () => {
        const row = make("div", {className: "row array-row"}, make("span", {className: "index"}),
          ...leaves.map(leaf => make("span", {className: "value" + (words.isNumber(leaf.kind) ? " plottable" : "")})));
        row.style.gridTemplateColumns = columns;
        row.addEventListener("click", event => {
          const at = [...row.children].indexOf(event.target.closest(".plottable"));
          if (at > 0) {
            this.#toggle(`[${row.index}].${leaves[at - 1].name}`);
          }
        });
        return row;
      },
    });
    parent.firstChild.style.setProperty("--least-width", 80 + leaves.length * 100 + "px");
    return table;
  }

  #fillElement(row, index) {
    const {leaves} = this.#description;
    row.index = index;
    say(row.firstChild, words.whole(index));
    const values = this.#rows[index - this.#first];
    leaves.forEach((leaf, i) => {
      const cell = row.children[i + 1];
      const name = `[${index}].${leaf.name}`;
      this.#fillValue(cell, values?.[i], leaf.kind, name);
      const colour = this.#colourOf(name);
      cell.style.boxShadow = colour === null ? "" : "inset 3px 0 " + colour;
    });
  }

  #fillValue(cell, sent, kind, name) {
    const text = sent === undefined ? "…" : words.value(sent, kind);
    say(cell, text);
    cell.title = typeof sent === "string" || typeof sent === "number" ? String(sent) : "";
    cell.dataset.kind = sent !== null && typeof sent === "object" ? "invalid" : kind;
    cell.classList.toggle("changed", performance.now() - (this.#changedAt.get(name) ?? -Infinity) < MARKED_MILLIS);
  }

  /** Takes in what has come. */
  update({first, rows}) {
    const {leaves} = this.#description;
    const now = performance.now();
    rows.forEach((values, i) => {
      const old = this.#rows[first + i - this.#first];
      if (old) {
        values.forEach((value, j) => {
          if (value !== old[j] && JSON.stringify(value) !== JSON.stringify(old[j])) {
            this.#changedAt.set(this.isArray ? `[${first + i}].${leaves[j].name}` : leaves[j].name, now);
          }
        });
      }
    });
    if (this.#changedAt.size > 5000) {
      this.#changedAt.clear();
    }
    this.#first = first;
    this.#rows = rows;
  }

  /** Writes the values, and sometimes the small lines. */
  draw(now, {withLines}) {
    this.#table?.refresh();
    if (withLines && this.#description && !this.isArray) {
      for (const row of document.querySelectorAll("#values .rows .struct-row")) {
        const leaf = this.#description.leaves[row.index];
        if (leaf && words.isNumber(leaf.kind)) {
          const values = this.#history.recent(leaf.name, SPARK_MILLIS, now, SPARK_POINTS);
          sparkline(row.parts.spark, values, this.#colourOf(leaf.name) ?? themed("--muted"),
            {width: SPARK_WIDTH, height: 18});
          row.sparkOf = leaf.name;
        }
      }
    }
  }
}
