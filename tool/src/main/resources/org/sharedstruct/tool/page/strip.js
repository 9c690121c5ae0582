// A number of all elements of an array at a glance: a strip of colours, and below it what it was before.

import {byId, fit, make, say} from "./dom.js";
import {heat} from "./colours.js";
import * as words from "./words.js";

const STRIP_HEIGHT = 28;
const PAST_HEIGHT = 56;

export class Strip {

  #canvas = byId("strip");
  #box = this.#canvas.parentElement;
  #length = 0;
  #least = Infinity;
  #most = -Infinity;
  #field = -1;
  #last = null;
  #onChoose;

  /** `onField(index)` hears which field is wanted, `onElement(index)` which element was clicked. */
  constructor({onField, onElement}) {
    this.#onChoose = onField;
    byId("strip-field").addEventListener("change", event => {
      this.#field = Number(event.target.value);
      this.#forget();
      onField(this.#field);
    });
    this.#box.addEventListener("click", event => onElement(this.#elementAt(event)));
    this.#box.addEventListener("pointermove", event => this.#tell(event));
    this.#box.addEventListener("pointerleave", () => this.#hint());
    this.#drawScale();
  }

  get field() {
    return this.#field;
  }

  /** How many parts are worth asking for. */
  get buckets() {
    return Math.max(16, Math.min(1024, Math.round(this.#box.clientWidth || 512)));
  }

  describe({leaves, length}) {
    const numbers = leaves.map((leaf, i) => [leaf, i]).filter(([leaf]) => words.isNumber(leaf.kind));
    const isShown = length > 1 && numbers.length > 0;
    byId("strip-panel").hidden = !isShown;
    this.#length = length;
    this.#field = isShown ? numbers[0][1] : -1;
    byId("strip-field").replaceChildren(...numbers.map(([leaf, i]) =>
      make("option", {value: String(i), textContent: leaf.name})));
    this.#forget();
  }

  #forget() {
    this.#least = Infinity;
    this.#most = -Infinity;
    this.#last = null;
    const {width, height} = this.#canvas;
    this.#canvas.getContext("2d").clearRect(0, 0, width, height);
    this.#hint();
  }

  #hint() {
    say(byId("strip-hint"), this.#last?.sampled ? "some elements of each part; click one to see it"
      : "click one to see it");
  }

  #elementAt(event) {
    const box = this.#box.getBoundingClientRect();
    return Math.max(0, Math.min(this.#length - 1, Math.floor((event.clientX - box.left) / box.width * this.#length)));
  }

  #tell(event) {
    if (this.#last) {
      const {least, most} = this.#last;
      const bucket = Math.min(least.length - 1, Math.floor(this.#elementAt(event) / this.#length * least.length));
      const from = Math.floor(bucket * this.#length / least.length);
      const to = Math.max(from, Math.floor((bucket + 1) * this.#length / least.length) - 1);
      say(byId("strip-hint"), (from === to ? `[${from}]: ` : `[${from}..${to}]: `)
        + (least[bucket] === null ? "no number" : least[bucket] === most[bucket] ? text(least[bucket])
          : text(least[bucket]) + " to " + text(most[bucket])));
    }
  }

  update(strip) {
    this.#last = strip;
    strip.least.forEach((value, i) => {
      if (value !== null) {
        this.#least = Math.min(this.#least, value);
        this.#most = Math.max(this.#most, strip.most[i]);
      }
    });
    say(byId("strip-least"), this.#least === Infinity ? "" : text(this.#least));
    say(byId("strip-most"), this.#most === -Infinity ? "" : text(this.#most));
    this.#draw(strip);
  }

  #draw({least, most}) {
    const width = this.#box.clientWidth;
    const pen = fit(this.#canvas, width, STRIP_HEIGHT + PAST_HEIGHT);
    const {canvas} = pen;
    const ratio = canvas.height / (STRIP_HEIGHT + PAST_HEIGHT);
    const top = Math.round(STRIP_HEIGHT * ratio);
    const step = Math.max(1, Math.round(2 * ratio));
    pen.setTransform(1, 0, 0, 1, 0, 0);
    const past = canvas.height - top - step;
    pen.drawImage(canvas, 0, top, canvas.width, past, 0, top + step, canvas.width, past);
    const highs = this.#line(most);
    const lows = this.#line(least);
    pen.imageSmoothingEnabled = false;
    pen.clearRect(0, 0, canvas.width, top);
    pen.drawImage(highs, 0, 0, highs.width, 1, 0, 0, canvas.width, Math.ceil(top / 2));
    pen.drawImage(lows, 0, 0, lows.width, 1, 0, Math.ceil(top / 2), canvas.width, Math.floor(top / 2));
    pen.drawImage(highs, 0, 0, highs.width, 1, 0, top, canvas.width, step);
  }

  #line(values) {
    const line = make("canvas", {width: values.length, height: 1});
    const pen = line.getContext("2d");
    const image = pen.createImageData(values.length, 1);
    const range = this.#most - this.#least || 1;
    values.forEach((value, i) => {
      if (value !== null) {
        image.data.set([...heat((value - this.#least) / range), 255], i * 4);
      }
    });
    pen.putImageData(image, 0, 0);
    return line;
  }

  #drawScale() {
    const pen = byId("strip-scale").getContext("2d");
    for (let x = 0; x < 80; x++) {
      pen.fillStyle = `rgb(${heat(x / 79).join(",")})`;
      pen.fillRect(x, 0, 1, 8);
    }
  }

  /** Where the table is. */
  mark({first, seen}) {
    const window = byId("strip-window");
    window.style.left = first / Math.max(1, this.#length) * 100 + "%";
    window.style.width = `max(3px, ${seen / Math.max(1, this.#length) * 100}%)`;
  }
}

const text = value => Number.isInteger(value) ? words.whole(value) : words.fraction(value);
