// The page: what is chosen, what the stream is asked for, and when things are drawn.

import {byId, say} from "./dom.js";
import {History} from "./history.js";
import {Plot} from "./plot.js";
import {Regions, fileName} from "./regions.js";
import {Stream} from "./stream.js";
import {Strip} from "./strip.js";
import {Values} from "./values.js";
import {line} from "./colours.js";
import {showFacts} from "./facts.js";
import {showLayout, startLayout} from "./layout.js";
import {showParticipants} from "./participants.js";
import {startKeys} from "./keys.js";
import {startTheme} from "./theme.js";
import * as words from "./words.js";

/** Lines that a plot begins with, and has at most. */
const FIRST_LINES = 3;
const MOST_LINES = 8;

/** Numbers of one struct that are remembered before they are plotted. */
const MOST_REMEMBERED = 200;

const calm = matchMedia("(prefers-reduced-motion: reduce)");

let chosen = "";
let description = null;
let history = new History();
let histories = new Map();
let plotted = [];
let isConnected = false;
let pausedAt = 0;

/** How much the clock of the server is ahead of this one, which is the same but for the way. */
let ahead = 0;

const now = () => pausedAt || Date.now() + ahead;

const colourOf = name => {
  const at = plotted.findIndex(one => one.name === name);
  return at < 0 ? null : line(plotted[at].colour);
};

const regions = new Regions(path => choose(path));
const plot = new Plot({colourOf, toggle});
const strip = new Strip({onField: () => ask(), onElement: index => values.jump(index)});
const values = new Values({colourOf, toggle, onWindow: () => {
  strip.mark(values.window);
  ask({soon: true});
}});

const stream = new Stream({
  hello: ({folders, time}) => {
    ahead = time - Date.now();
    say(byId("where"), folders.join("  "));
    byId("where").title = folders.join("\n");
  },
  regions: news => {
    regions.update(news);
    if (chosen === "") {
      choose(wanted() || regions.busiest());
    }
    showRegion();
  },
  region: describe,
  values: take,
  strip: all => pausedAt || strip.update(all),
  lost,
}, connected => {
  if (connected !== isConnected) {
    isConnected = connected;
    if (!connected) {
      history.gap(Date.now() + ahead);
    }
    showState();
  }
});

const wanted = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
};

function choose(path) {
  if (path === "" || path === chosen) {
    return;
  }
  chosen = path;
  description = null;
  plotted = [];
  window.history.replaceState(null, "", "#" + encodeURIComponent(path).replaceAll("%2F", "/"));
  document.title = fileName(path) + " - SharedStruct";
  byId("main").hidden = false;
  byId("empty").hidden = true;
  byId("lost").hidden = true;
  regions.mark(path);
  showRegion();
  ask();
}

/** Asks the stream for what the page shows. */
function ask({soon = false} = {}) {
  const isArray = description?.length >= 0;
  const {first, count} = values.window;
  stream.wish({
    region: chosen,
    first: isArray ? first : null,
    count: isArray ? count : null,
    picks: isArray ? [...new Set(plotted.map(one => one.element))].join(",") : null,
    strip: isArray && strip.field >= 0 ? strip.field : null,
    buckets: isArray && strip.field >= 0 ? strip.buckets : null,
  }, {soon});
}

function describe(told) {
  if (told.path !== chosen) {
    return;
  }
  byId("lost").hidden = true;
  byId("main").classList.remove("is-lost");
  const isSame = description !== null && JSON.stringify(description) === JSON.stringify(told);
  description = told;
  if (!isSame) {
    history = histories.get(chosen) ?? new History();
    histories = new Map([...histories, [chosen, history]].slice(-20));
    const fields = new Set(told.leaves.map(leaf => leaf.name));
    plotted = plotted.filter(one => fields.has(one.leaf) && (told.length < 0 || one.element < told.length));
    values.describe(told, history);
    strip.describe(told);
    showLayout(told);
    if (plotted.length === 0) {
      begin();
    }
    plot.reset();
    plot.show(history, plotted.map(one => one.name));
  }
  showRegion();
  ask();
}

/** Plots some fields without being asked. */
function begin() {
  const numbers = description.leaves.filter(leaf => words.isNumber(leaf.kind));
  const fractions = numbers.filter(leaf => leaf.kind !== "whole");
  const element = description.length > 0 ? 0 : null;
  if (description.length !== 0) {
    (fractions.length > 0 ? fractions : numbers).slice(0, FIRST_LINES).forEach(leaf => add(leaf.name, element));
  }
}

function add(leaf, element) {
  const used = new Set(plotted.map(one => one.colour));
  let colour = 0;
  while (used.has(colour)) {
    colour++;
  }
  plotted = [...plotted, {name: element === null ? leaf : `[${element}].${leaf}`, leaf, element, colour}];
}

/** Begins or ends the line of a value. */
function toggle(name) {
  if (plotted.some(one => one.name === name)) {
    plotted = plotted.filter(one => one.name !== name);
  } else if (plotted.length < MOST_LINES) {
    const [, element, leaf] = /^\[(\d+)\]\.(.*)$/.exec(description.length >= 0 ? name : "") ?? [null, null, name];
    add(leaf, element === null ? null : Number(element));
  }
  plot.show(history, plotted.map(one => one.name));
  ask();
}

function take(told) {
  if (!description) {
    return;
  }
  if (told.problem !== undefined) {
    notice(told.problem);
    return;
  }
  byId("lost").hidden = true;
  const {leaves, length} = description;
  const known = new Map();
  if (length < 0) {
    leaves.slice(0, MOST_REMEMBERED).forEach((leaf, i) => remember(known, leaf.name, leaf, told.rows[0][i]));
    plotted.forEach(one => {
      const at = leaves.findIndex(leaf => leaf.name === one.leaf);
      remember(known, one.name, leaves[at], told.rows[0][at]);
    });
  } else {
    for (const [element, ...row] of told.picks) {
      leaves.forEach((leaf, i) => remember(known, `[${element}].${leaf.name}`, leaf, row[0][i]));
    }
  }
  history.add(told.time, known);
  if (!pausedAt) {
    values.update(told);
  }
}

function remember(known, name, leaf, value) {
  if (leaf && words.isNumber(leaf.kind) && (typeof value === "number" || typeof value === "string")) {
    known.set(name, Number(value));
  }
}

function lost({path, condition, why}) {
  if (path !== chosen) {
    return;
  }
  history.gap(Date.now() + ahead);
  notice(condition === "damaged" ? `The region is damaged: it ${why}.`
    : `The region ${why}. It is shown again as soon as one comes under its name.`);
  byId("main").classList.add("is-lost");
}

function notice(sentence) {
  byId("lost").hidden = false;
  say(byId("lost"), sentence);
}

function showRegion() {
  if (chosen !== "") {
    const region = regions.get(chosen);
    showFacts(chosen, region, description);
    showParticipants(region);
  }
}

function showState() {
  const state = byId("state");
  say(state, !isConnected ? "not connected" : pausedAt ? "paused" : "live");
  state.dataset.state = !isConnected ? "off" : pausedAt ? "paused" : "live";
  byId("pause").setAttribute("aria-pressed", String(pausedAt !== 0));
  say(byId("pause"), pausedAt ? "Go on" : "Pause");
}

function pause() {
  pausedAt = pausedAt ? 0 : Date.now() + ahead;
  showState();
}

let drawnAt = 0;
let linesAt = 0;

function draw(time) {
  requestAnimationFrame(draw);
  if (time - drawnAt < (calm.matches ? 500 : 30)) {
    return;
  }
  drawnAt = time;
  const withLines = time - linesAt > 250;
  linesAt = withLines ? time : linesAt;
  plot.draw(now());
  values.draw(now(), {withLines});
}

byId("pause").addEventListener("click", pause);
addEventListener("hashchange", () => choose(wanted()));
startLayout();
startKeys({move: step => regions.move(step), pause, reset: () => plot.reset(), filter: text => regions.filter(text)});
startTheme(() => {
  plot.rebuild();
  regions.redraw();
});
showState();
stream.wish({region: wanted()});
if (wanted() !== "") {
  choose(wanted());
}
requestAnimationFrame(draw);
