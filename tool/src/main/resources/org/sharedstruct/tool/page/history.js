// What numbers were at times, for the plot and the small lines.

/** Ten minutes at thirty a second. */
const MOST = 18_000;
const CUT = 2_000;

/** If nothing came for longer, the value stayed until just before the next one. */
const STEP_MILLIS = 120;

export class History {

  times = [];
  #columns = new Map();
  #last = new Map();

  /** Takes in values by their names; `time` in milliseconds. */
  add(time, values) {
    const before = this.times.at(-1);
    if (before !== undefined && time <= before) {
      time = before + 0.001;
    }
    if (before !== undefined && time - before > STEP_MILLIS && this.#last.size > 0) {
      this.#push(time - 1, this.#last);
    }
    this.#push(time, values);
    for (const [name, value] of values) {
      this.#last.set(name, value);
    }
  }

  /** The region is gone: nothing is known until it comes again. */
  gap(time) {
    if (this.times.length > 0 && this.#last.size > 0) {
      this.#push(Math.max(time, this.times.at(-1) + 0.001), new Map());
      this.#last.clear();
    }
  }

  #push(time, values) {
    this.times.push(time);
    for (const name of values.keys()) {
      if (!this.#columns.has(name)) {
        this.#columns.set(name, new Array(this.times.length - 1).fill(null));
      }
    }
    for (const [name, column] of this.#columns) {
      const value = values.get(name);
      column.push(value === undefined || !Number.isFinite(value) ? null : value);
    }
    if (this.times.length > MOST) {
      this.times.splice(0, CUT);
      this.#columns.forEach(column => column.splice(0, CUT));
    }
  }

  /** Where the first time is that is not before another one. */
  #at(time) {
    let [low, high] = [0, this.times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Times in seconds and the columns of some names, between two times; the last value goes on until `to`. */
  slice(names, from, to) {
    const begin = Math.max(0, this.#at(from) - 1);
    const end = this.#at(to);
    const times = this.times.slice(begin, end).map(time => time / 1000);
    const columns = names.map(name => this.#columns.get(name)?.slice(begin, end) ?? new Array(end - begin).fill(null));
    if (end === this.times.length && times.length > 0 && to / 1000 > times.at(-1)) {
      times.push(to / 1000);
      columns.forEach((column, i) => column.push(this.#last.has(names[i]) ? column.at(-1) : null));
    }
    return [times, ...columns];
  }

  /** Some of the values of the last seconds, evenly in time. */
  recent(name, millis, now, points) {
    const column = this.#columns.get(name);
    if (!column || column.length === 0) {
      return [];
    }
    const values = [];
    for (let i = 0; i < points; i++) {
      const at = this.#at(now - millis + millis * (i + 1) / points + 0.001) - 1;
      values.push(at < 0 ? null : column[at]);
    }
    return values;
  }

  last(name) {
    return this.#last.get(name);
  }
}
