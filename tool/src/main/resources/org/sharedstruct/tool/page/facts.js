// What is said of the chosen region above everything else.

import {byId, make, say} from "./dom.js";
import {HELD_MILLIS, fileName} from "./regions.js";
import * as words from "./words.js";

const cells = new Map();

function fact(name, text, kind = "") {
  let cell = cells.get(name);
  if (!cell) {
    cell = make("dd");
    byId("facts").append(make("div", {}, make("dt", {textContent: name}), cell));
    cells.set(name, cell);
  }
  say(cell, text);
  cell.dataset.kind = kind;
}

function lock(region) {
  if (region.heldSince === 0 || region.holder === "") {
    return ["free", ""];
  }
  const held = Date.now() - region.heldSince;
  return held < HELD_MILLIS ? ["in use", ""]
    : [region.holder + ", for " + words.span(held), region.holder.endsWith("dead") ? "bad" : "warn"];
}

/** Shows them; `description` is null while the region is gone. */
export function showFacts(path, region, description) {
  say(byId("name"), fileName(path));
  say(byId("path"), path);
  const struct = description?.struct ?? region?.struct ?? "";
  const length = description?.length ?? region?.length ?? -1;
  say(byId("struct"), struct + (length >= 0 ? "[" + words.whole(length) + "]" : ""));
  if (!region) {
    return;
  }
  const isThere = region.condition === "used" || region.condition === "idle" || region.condition === "left";
  fact("commits", isThere ? words.rate(region.rate) : "-", "big");
  fact("version", words.whole(region.version));
  fact("lock", ...(isThere ? lock(region) : ["-"]));
  fact("users", isThere ? String(region.users) : "-");
  fact("element", description ? words.bytes(description.size) : "-");
  fact("file", region.bytes === undefined ? "-" : words.bytes(region.bytes));
  fact("lifetime", !description ? "-" : description.temporary ? "with its last participant" : "until it is removed");
}
