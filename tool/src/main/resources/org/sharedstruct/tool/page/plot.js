// Numbers over time, drawn by uPlot.

import {byId, make, say} from "./dom.js";
import {themed} from "./colours.js";
import * as words from "./words.js";

/* global uPlot */

const WINDOWS = [[10, "10 s"], [30, "30 s"], [120, "2 min"], [600, "10 min"]];

export class Plot {

  #parent = byId("plot");
  #plot = null;
  #names = [];
  #window = 30;
  #zoom = null;
  #built = "";
  #history = null;
  #colourOf;
  #chips = new Map();
  #cursor = null;

  constructor({colourOf, toggle}) {
    this.#colourOf = colourOf;
    byId("windows").append(...WINDOWS.map(([seconds, text]) => {
      const button = make("button", {type: "button", textContent: text});
      button.addEventListener("click", () => {
        this.#window = seconds;
        this.reset();
        this.#markWindow();
      });
      button.dataset.seconds = seconds;
      return button;
    }));
    this.#markWindow();
    byId("legend").addEventListener("click", event => {
      const chip = event.target.closest("button");
      if (chip) {
        toggle(chip.dataset.name);
      }
    });
    byId("apart").addEventListener("change", () => this.rebuild());
    this.#parent.addEventListener("dblclick", () => this.reset());
    new ResizeObserver(() => this.#resize()).observe(this.#parent);
  }

  #markWindow() {
    for (const button of byId("windows").children) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.seconds) === this.#window));
    }
  }

  /** Follows the time again. */
  reset() {
    this.#zoom = null;
  }

  show(history, names) {
    this.#history = history;
    this.#names = names;
    this.rebuild();
  }

  /** After another choice of fields, or another theme. */
  rebuild() {
    this.#built = "";
  }

  #size() {
    return {width: Math.max(120, this.#parent.clientWidth), height: Math.max(120, this.#parent.clientHeight)};
  }

  #resize() {
    this.#plot?.setSize(this.#size());
  }

  #build() {
    this.#plot?.destroy();
    this.#plot = null;
    this.#built = "yes";
    this.#cursor = null;
    this.#legend();
    this.#parent.classList.toggle("nothing", this.#names.length === 0);
    if (this.#names.length === 0) {
      return;
    }
    const isApart = byId("apart").checked && this.#names.length > 1;
    const scale = i => isApart ? "y" + i : "y";
    const axis = {
      stroke: themed("--muted"), font: "11px system-ui, sans-serif",
      grid: {stroke: themed("--grid"), width: 1}, ticks: {stroke: themed("--grid"), width: 1, size: 4},
    };
    const scales = {x: {time: true}};
    this.#names.forEach((_, i) => {
      scales[scale(i)] = {range: (_plot, least, most) => room(least, most)};
    });
    this.#plot = new uPlot({
      ...this.#size(), scales, legend: {show: false}, padding: [10, 12, 0, 0],
      cursor: {drag: {x: true, y: false, setScale: false}, points: {size: 6}, y: false},
      axes: [
        {...axis, space: 90, size: 30, values: (_plot, ticks) => ticks.map(timeText)},
        {...axis, scale: scale(0), size: 62, values: (_plot, ticks) => ticks.map(tickText),
          stroke: isApart ? this.#colourOf(this.#names[0]) : axis.stroke},
      ],
      series: [{}, ...this.#names.map((name, i) => ({
        label: name, scale: scale(i), stroke: this.#colourOf(name), width: 1.75, points: {show: false}, spanGaps: false,
      }))],
      hooks: {
        setSelect: [plot => this.#select(plot)],
        setCursor: [plot => {
          this.#cursor = plot.cursor.idx ?? null;
        }],
      },
    }, [[], ...this.#names.map(() => [])], this.#parent);
  }

  #select(plot) {
    if (plot.select.width > 4) {
      this.#zoom = {
        from: plot.posToVal(plot.select.left, "x") * 1000,
        to: plot.posToVal(plot.select.left + plot.select.width, "x") * 1000,
      };
      plot.setSelect({left: 0, width: 0, top: 0, height: 0}, false);
    }
  }

  #legend() {
    this.#chips.clear();
    byId("legend").replaceChildren(...this.#names.map(name => {
      const value = make("span", {className: "now"});
      const mark = make("span", {className: "mark"});
      mark.style.backgroundColor = this.#colourOf(name);
      const chip = make("button", {type: "button", className: "chip", title: "Take " + name + " out of the plot"},
        mark, make("bdi", {textContent: name}), value);
      chip.dataset.name = name;
      this.#chips.set(name, value);
      return chip;
    }));
  }

  draw(now) {
    byId("zoomed").hidden = this.#zoom === null;
    if (!this.#history) {
      return;
    }
    if (this.#built === "") {
      this.#build();
    }
    if (!this.#plot) {
      return;
    }
    const to = this.#zoom?.to ?? now;
    const from = this.#zoom?.from ?? now - this.#window * 1000;
    const data = this.#history.slice(this.#names, from, to);
    this.#plot.batch(() => {
      this.#plot.setData(data, false);
      this.#plot.setScale("x", {min: from / 1000, max: to / 1000});
    });
    this.#names.forEach((name, i) => {
      const value = this.#cursor !== null ? data[i + 1][this.#cursor] : this.#history.last(name);
      say(this.#chips.get(name), value === undefined || value === null ? "" : legendText(value));
    });
  }
}

const legendText = value => Number.isInteger(value) ? words.whole(value) : words.fraction(value);

const TIME = new Intl.DateTimeFormat("en-GB", {hour: "2-digit", minute: "2-digit", second: "2-digit"});

const timeText = seconds => Number.isInteger(seconds) ? TIME.format(seconds * 1000)
  : TIME.format(seconds * 1000) + (seconds % 1).toFixed(3).slice(1).replace(/0+$/, "");

const tickText = tick => Math.abs(tick) >= 1e5 ? words.short(tick) : String(Number(tick.toPrecision(6)));

/** A range with some room, also of one value. */
function room(least, most) {
  if (least === null || most === null) {
    return [0, 1];
  }
  const span = most - least || Math.abs(most) * 0.1 || 1;
  return [least - span * 0.08, most + span * 0.08];
}
