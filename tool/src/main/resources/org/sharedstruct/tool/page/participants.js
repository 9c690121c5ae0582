// Who is attached to the chosen region.

import {byId, make, say} from "./dom.js";
import * as words from "./words.js";

let shown = "";

export function showParticipants(region) {
  const list = region?.participants ?? [];
  const ages = list.map(participant => participant.since === 0 ? "" : words.span(Date.now() - participant.since));
  const now = JSON.stringify([list, ages]);
  if (now === shown) {
    return;
  }
  shown = now;
  const box = byId("participants");
  if (list.length === 0) {
    box.replaceChildren(make("p", {className: "none", textContent: "Nobody is attached."}));
    return;
  }
  const head = make("tr", {}, ...["pid", "name", "attached for", "access", "state"]
    .map((text, i) => make("th", {textContent: text, scope: "col", className: i === 0 ? "number" : ""})));
  box.replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {},
    ...list.map((participant, i) => make("tr", {className: participant.alive ? "" : "dead"},
      make("td", {className: "number", textContent: participant.process || "-"}),
      make("td", {}, make("bdi", {textContent: participant.name || "-"})),
      make("td", {textContent: ages[i] || "-"}),
      make("td", {textContent: participant.readOnly ? "read" : "write"}),
      make("td", {}, make("span", {className: "chip " + (participant.alive ? "good" : "bad"),
        textContent: participant.alive ? "alive" : "dead"})))))));
  say(byId("participants-title"), "Participants");
}
