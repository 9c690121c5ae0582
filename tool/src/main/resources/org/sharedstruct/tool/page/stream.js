// The stream of events: one for a page, opened anew when the page wants to see something else. While nobody looks at
// the page it is closed.

/** A browser does this by itself, but not after the server was stopped. */
const AGAIN_MILLIS = 2000;

/** While a table is scrolled, it is not opened for each step. */
const SETTLE_MILLIS = 60;

export class Stream {

  #handlers;
  #onState;
  #wish = {};
  #source = null;
  #timer = 0;
  #heardAt = 0;

  constructor(handlers, onState) {
    this.#handlers = handlers;
    this.#onState = onState;
    document.addEventListener("visibilitychange", () => document.hidden ? this.#close() : this.#open());
    addEventListener("pagehide", () => this.#close());
    setInterval(() => this.#watch(), 1000);
  }

  /** Asks for something else; `soon` waits whether it is the last word. */
  wish(wish, {soon = false} = {}) {
    const query = JSON.stringify(wish);
    if (query === JSON.stringify(this.#wish) && this.#source) {
      return;
    }
    this.#wish = wish;
    clearTimeout(this.#timer);
    if (soon) {
      this.#timer = setTimeout(() => this.#open(), SETTLE_MILLIS);
    } else {
      this.#open();
    }
  }

  #open() {
    clearTimeout(this.#timer);
    this.#close();
    if (document.hidden) {
      return;
    }
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(this.#wish)) {
      if (value !== null && value !== "") {
        query.set(name, value);
      }
    }
    const source = new EventSource("events?" + query);
    this.#source = source;
    this.#heardAt = performance.now();
    for (const name of ["hello", "regions", "region", "values", "strip", "lost", "beat"]) {
      source.addEventListener(name, event => {
        if (source !== this.#source) {
          return;
        }
        this.#heardAt = performance.now();
        this.#onState(true);
        this.#handlers[name]?.(JSON.parse(event.data));
      });
    }
    source.addEventListener("error", () => {
      if (source === this.#source) {
        this.#onState(false);
        this.#close();
        this.#timer = setTimeout(() => this.#open(), AGAIN_MILLIS);
      }
    });
  }

  /** The server is heard each second. */
  #watch() {
    if (this.#source && performance.now() - this.#heardAt > 5000) {
      this.#onState(false);
      this.#open();
    }
  }

  #close() {
    this.#source?.close();
    this.#source = null;
  }
}
