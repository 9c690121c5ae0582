// The list of regions, under their folders, with the rates of the last minute.

import {byId, make, say} from "./dom.js";
import {sparkline} from "./sparkline.js";
import {themed} from "./colours.js";
import * as words from "./words.js";

/** A lock that is held for less is only passing from commit to commit. */
export const HELD_MILLIS = 500;

const split = path => {
  const slash = path.lastIndexOf("/");
  return [path.slice(0, slash) || "/", path.slice(slash + 1)];
};

export const fileName = path => split(path)[1];
export const folderName = path => split(path)[0];

export class Regions {

  #list = byId("regions");
  #all = new Map();
  #rows = new Map();
  #order = [];
  #chosen = "";
  #filter = "";
  #choose;

  constructor(choose) {
    this.#choose = choose;
    this.#list.addEventListener("click", event => {
      const row = event.target.closest("[role=option]");
      if (row) {
        choose(row.dataset.path);
      }
    });
  }

  get(path) {
    return this.#all.get(path);
  }

  /** The one to begin with: one that is in use, the busiest. */
  busiest() {
    return [...this.#all.values()].filter(region => region.condition !== "gone")
      .sort((one, other) => other.rate - one.rate || (one.path < other.path ? -1 : 1))[0]?.path ?? "";
  }

  update({regions, forgotten, unseen}) {
    const more = byId("unseen");
    more.hidden = unseen === 0;
    say(more, words.whole(unseen) + (unseen === 1 ? " more file was" : " more files were")
      + " not looked at: the page shows no more regions. Name fewer folders to see them.");
    regions.forEach(region => this.#all.set(region.path, region));
    forgotten.forEach(path => this.#all.delete(path));
    const known = [...this.#rows.keys()];
    if (known.length !== this.#all.size || known.some(path => !this.#all.has(path))) {
      this.#arrange();
    }
    regions.forEach(region => this.#show(region));
  }

  filter(text) {
    this.#filter = text.toLowerCase();
    this.#arrange();
  }

  mark(path) {
    this.#chosen = path;
    for (const [other, row] of this.#rows) {
      row.root.setAttribute("aria-selected", String(other === path));
    }
    const row = this.#rows.get(path);
    if (row) {
      this.#list.setAttribute("aria-activedescendant", row.root.id);
      row.root.scrollIntoView({block: "nearest"});
    }
  }

  /** Chooses the next one, or the one before. */
  move(step) {
    const at = this.#order.indexOf(this.#chosen);
    const next = this.#order[Math.min(this.#order.length - 1, Math.max(0, at + step))];
    if (next !== undefined) {
      this.#choose(next);
    }
  }

  redraw() {
    this.#all.forEach(region => this.#show(region));
  }

  #matches(region) {
    return (region.path + " " + (region.struct ?? "")).toLowerCase().includes(this.#filter);
  }

  #arrange() {
    for (const path of [...this.#rows.keys()].filter(path => !this.#all.has(path))) {
      this.#rows.delete(path);
    }
    const shown = [...this.#all.values()].filter(region => this.#matches(region));
    shown.sort((one, other) => {
      const [a, b] = [split(one.path), split(other.path)];
      return a[0] === b[0] ? (a[1] < b[1] ? -1 : 1) : a[0] < b[0] ? -1 : 1;
    });
    this.#order = shown.map(region => region.path);
    const nodes = [];
    let folder = null;
    for (const region of shown) {
      if (folderName(region.path) !== folder) {
        folder = folderName(region.path);
        const head = make("li", {className: "folder", title: folder}, make("bdi", {textContent: folder}));
        head.setAttribute("role", "presentation");
        nodes.push(head);
      }
      nodes.push(this.#row(region).root);
    }
    for (const region of this.#all.values()) {
      this.#row(region); // so that it is known, even if it is not shown
    }
    this.#list.replaceChildren(...nodes);
    const none = byId("none");
    none.hidden = shown.length > 0;
    say(none, this.#all.size === 0 ? "There is no region yet. One that comes is shown at once." : "No region matches.");
    this.mark(this.#chosen);
  }

  #row(region) {
    let row = this.#rows.get(region.path);
    if (!row) {
      const parts = {
        name: make("bdi", {className: "file"}), struct: make("bdi", {className: "struct"}),
        rate: make("span", {className: "rate"}), users: make("span", {className: "users"}),
        spark: make("canvas", {className: "spark"}), lock: make("span", {className: "lock"}),
      };
      const root = make("li", {id: "region-" + Regions.#number++, className: "region", title: region.path},
        make("span", {className: "dot"}),
        make("span", {className: "line"}, parts.name, parts.lock, parts.rate),
        make("span", {className: "line below"}, parts.struct, parts.users, parts.spark));
      root.setAttribute("role", "option");
      root.setAttribute("aria-selected", "false");
      root.dataset.path = region.path;
      row = {root, ...parts};
      this.#rows.set(region.path, row);
      this.#show(region);
    }
    return row;
  }

  static #number = 0;

  #show(region) {
    const row = this.#rows.get(region.path);
    if (!row) {
      return;
    }
    row.root.dataset.condition = region.condition;
    say(row.name, fileName(region.path));
    say(row.struct, region.struct === undefined ? ""
      : region.struct + (region.length >= 0 ? "[" + words.whole(region.length) + "]" : ""));
    const isThere = region.condition === "used" || region.condition === "idle" || region.condition === "left";
    say(row.rate, isThere && region.condition !== "left" ? words.rate(region.rate) : region.condition);
    say(row.users, region.users === 0 ? "" : region.users === 1 ? "1 user" : region.users + " users");
    const isHeld = region.heldSince > 0 && Date.now() - region.heldSince > HELD_MILLIS;
    say(row.lock, isHeld ? "locked" : "");
    row.lock.title = isHeld ? "held by " + region.holder : "";
    row.root.setAttribute("aria-label", fileName(region.path) + ", " + row.struct.textContent + ", "
      + row.rate.textContent + (isHeld ? ", locked" : ""));
    sparkline(row.spark, region.rates, themed("--accent"), {width: 64, height: 16, fromZero: true});
  }
}
