import { search } from "./api.js";
import { toRequest } from "./query.js";

/** Long enough to skip most keystrokes of a fast typist, short enough to feel immediate. */
const TYPING_MILLIS = 110;

/** Runs one search at a time: a new one aborts the one before, whose answer is then never shown. */
export class Searcher {
  #listener;
  #timer = 0;
  #running = null;

  /** listener: {started(), answered(query, answer, tripMillis), failed(query, problem)} */
  constructor(listener) {
    this.#listener = listener;
  }

  run(query, { typing = false } = {}) {
    this.stop();
    if (typing) {
      this.#timer = setTimeout(() => this.#ask(query), TYPING_MILLIS);
    } else {
      this.#ask(query);
    }
  }

  stop() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
  }

  async #ask(query) {
    const abort = new AbortController();
    this.#running = abort;
    this.#listener.started();
    const begun = performance.now();
    try {
      const answer = await search(toRequest(query), abort.signal);
      if (!abort.signal.aborted) {
        this.#running = null;
        this.#listener.answered(query, answer, performance.now() - begun);
      }
    } catch (problem) {
      if (!abort.signal.aborted) {
        this.#running = null;
        this.#listener.failed(query, problem);
      }
    }
  }
}
