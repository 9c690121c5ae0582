// A small line of the last values.

import {fit} from "./dom.js";

/** Draws values, the oldest first; null is a gap. With `fromZero` the least is 0. */
export function sparkline(canvas, values, colour, {width = 72, height = 18, fromZero = false} = {}) {
  const pen = fit(canvas, width, height);
  pen.clearRect(0, 0, width, height);
  let least = fromZero ? 0 : Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value !== null && Number.isFinite(value)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  if (values.length < 2 || most === -Infinity) {
    return;
  }
  const range = most - least;
  const x = i => 1 + i * (width - 2) / (values.length - 1);
  const y = value => range === 0 ? (fromZero ? height - 2 : height / 2)
    : height - 2 - (value - least) / range * (height - 4);
  pen.beginPath();
  let isDown = false;
  values.forEach((value, i) => {
    const isGap = value === null || !Number.isFinite(value);
    if (!isGap) {
      pen[isDown ? "lineTo" : "moveTo"](x(i), y(value));
    }
    isDown = !isGap;
  });
  pen.strokeStyle = colour;
  pen.lineWidth = 1.25;
  pen.lineJoin = "round";
  pen.stroke();
  if (fromZero) {
    pen.lineTo(x(values.length - 1), height);
    pen.lineTo(x(0), height);
    pen.globalAlpha = 0.12;
    pen.fillStyle = colour;
    pen.fill();
    pen.globalAlpha = 1;
  }
}
