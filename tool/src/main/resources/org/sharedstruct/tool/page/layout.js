// Where the fields lie, as a picture: a row for each cache line of 64 bytes, holes hatched, and above the struct the
// two lines in which the guard's words are.

import {byId, draw, say} from "./dom.js";
import * as words from "./words.js";

const LINE = 64;
const ROW = 26;
const GAP = 4;
const LEFT = 58;

/** More lines than one wants to look at. */
const MOST_LINES = 24;

/** Pixels of a letter, so that a name is cut before it leaves its box. */
const LETTER = 6.2;

let shown = null;

export function showLayout(description) {
  shown = description;
  redraw();
}

export function startLayout() {
  new ResizeObserver(() => redraw()).observe(byId("layout"));
}

function redraw() {
  const box = byId("layout");
  const {paddingLeft, paddingRight} = getComputedStyle(box);
  const width = Math.floor(box.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight));
  if (!shown || width < 50) {
    return;
  }
  const {size, sized, length, boxes, guard} = shown;
  const holes = gaps(boxes, size, sized);
  const lines = Math.ceil(size / LINE);
  say(byId("layout-hint"), `${words.bytes(size)} in ${lines} cache line${lines === 1 ? "" : "s"}${holeText(holes)}`);
  const svg = draw("svg", {width, role: "img", "aria-label": byId("layout-hint").textContent, class: "picture"});
  svg.append(draw("defs", {}, hatch()));
  const cell = (width - LEFT - 1) / LINE;
  let top = 14;
  svg.append(ruler(cell));
  const guardFrom = guard[0].offset;
  const guardLines = 2;
  for (let line = 0; line < guardLines; line++) {
    frame(svg, line === 0 ? "lock" : "seq", top + line * (ROW + GAP), cell, LINE);
  }
  for (const word of guard) {
    piece(svg, {...word, offset: word.offset - guardFrom}, "guard", top, cell, guardLines,
      `${word.name}: ${words.bytes(word.size)} at byte ${word.offset} of the file`);
  }
  top += guardLines * (ROW + GAP) + 8;
  const count = Math.min(lines, MOST_LINES);
  for (let line = 0; line < count; line++) {
    const used = Math.min(LINE, size - line * LINE);
    frame(svg, "+" + line * LINE, top + line * (ROW + GAP), cell, used);
  }
  for (const field of boxes) {
    piece(svg, field, "field " + kind(field.type), top, cell, count,
      `${field.name}: ${field.type}, ${words.bytes(field.size)} at byte ${field.offset}`);
  }
  for (const hole of holes) {
    piece(svg, hole, "hole", top, cell, count, `${hole.name} of ${words.bytes(hole.size)} at byte ${hole.offset}`);
  }
  top += count * (ROW + GAP);
  if (lines > count) {
    svg.append(draw("text", {x: LEFT, y: top + 12, class: "more"}, `and ${words.whole(lines - count)} more lines`));
    top += 18;
  } else if (length > 1 && size < LINE) {
    svg.append(draw("text", {x: LEFT + size * cell + 6, y: top - ROW / 2 - GAP + 4, class: "more"},
      fitted("the next element", (LINE - size) * cell - 8)));
  }
  svg.setAttribute("height", String(top + 2));
  svg.setAttribute("viewBox", `0 0 ${width} ${top + 2}`);
  box.replaceChildren(svg);
}

function holeText(holes) {
  const real = holes.filter(hole => hole.name === "hole");
  const sum = real.reduce((all, hole) => all + hole.size, 0);
  return real.length === 0 ? ", no holes"
    : `, ${real.length} hole${real.length === 1 ? "" : "s"} of ${words.bytes(sum)}`;
}

/** What lies between the boxes, and behind the last one. */
function gaps(boxes, size, sized) {
  const found = [];
  let at = 0;
  for (const box of boxes) {
    if (box.offset > at) {
      found.push({name: "hole", offset: at, size: box.offset - at});
    }
    at = Math.max(at, box.offset + box.size);
  }
  if (size > at && boxes.length > 0 && boxes.length < 400) {
    found.push({name: sized ? "room" : "padding", offset: at, size: size - at});
  }
  return found;
}

function kind(type) {
  return /^(float|double)/.test(type) ? "fraction" : /^(byte|short|int|long|unsigned)/.test(type) ? "whole" : "other";
}

function hatch() {
  return draw("pattern", {id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)"}, draw("line", {x1: 0, y1: 0, x2: 0, y2: 6, class: "hatch"}));
}

function ruler(cell) {
  const group = draw("g", {class: "ruler"});
  for (let byte = 0; byte < LINE; byte += 8) {
    group.append(draw("text", {x: LEFT + byte * cell + 1, y: 9}, String(byte)));
  }
  return group;
}

function frame(svg, label, top, cell, used) {
  svg.append(draw("text", {x: LEFT - 8, y: top + ROW / 2 + 4, class: "line-name"}, label),
    draw("rect", {x: LEFT, y: top, width: LINE * cell, height: ROW, rx: 3, class: "cache-line"}));
  for (let byte = 8; byte < used; byte += 8) {
    svg.append(draw("line", {x1: LEFT + byte * cell, x2: LEFT + byte * cell, y1: top, y2: top + ROW, class: "tick"}));
  }
}

/** A field, which may lie in several lines. */
function piece(svg, {name, offset, size}, className, top, cell, lines, title) {
  const last = Math.min(lines - 1, Math.floor((offset + size - 1) / LINE));
  for (let line = Math.floor(offset / LINE); line <= last; line++) {
    const from = Math.max(offset, line * LINE) - line * LINE;
    const to = Math.min(offset + size, (line + 1) * LINE) - line * LINE;
    const x = LEFT + from * cell;
    const width = (to - from) * cell;
    const y = top + line * (ROW + GAP);
    svg.append(draw("g", {class: className}, draw("title", {}, title),
      draw("rect", {x: x + 0.75, y: y + 0.75, width: Math.max(1, width - 1.5), height: ROW - 1.5, rx: 3}),
      draw("text", {x: x + width / 2, y: y + ROW / 2 + 4}, fitted(name, width - 6))));
  }
}

function fitted(name, width) {
  const letters = Math.floor(width / LETTER);
  return name.length <= letters ? name : letters < 3 ? "" : name.slice(0, letters - 1) + "…";
}
