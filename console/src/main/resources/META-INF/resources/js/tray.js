import { follow, upload } from "./api.js";
import { advice } from "./advice.js";
import { $, h, icon } from "./dom.js";
import { millis } from "./format.js";

/** A browser opens six connections to a server; each upload holds one, and the counters and pictures need the others. */
const AT_ONCE = 3;
const STAGES = ["accepted", "embedded", "searchable"];

/** What a person sees of an item's way: stages done with their times, the one under way, the one that failed. */
export function timeline(status) {
  const done = new Map((status.stages ?? []).map((stage) => [stage.stage, stage.millis]));
  const failed = status.state === "failed";
  let reached = true;
  return h(
    "ol.timeline",
    {},
    STAGES.map((stage) => {
      if (done.has(stage)) {
        return h("li.done", { data: { stage } }, icon("check"), stage, done.get(stage) > 0 && h("b", {}, millis(done.get(stage))));
      }
      const kind = !reached ? "" : failed ? ".failed" : ".now";
      reached = false;
      return h(`li${kind}`, { data: { stage } }, icon(kind === ".failed" ? "close" : "check"), stage);
    }),
  );
}

/** The list of this page's uploads, each with its live state. */
export class Tray {
  #waiting = [];
  #running = 0;
  #onLike;

  constructor(onLike) {
    this.#onLike = onLike;
    $("tray-close").addEventListener("click", () => ($("tray").hidden = true));
  }

  /** entries: [{file?, caption?, preview?}] */
  add(entries) {
    $("tray").hidden = false;
    for (const entry of entries) {
      const row = this.#row(entry);
      $("uploads").prepend(row.element);
      this.#waiting.push(() => this.#send(entry, row));
    }
    this.#next();
  }

  #next() {
    while (this.#running < AT_ONCE && this.#waiting.length) {
      this.#running++;
      this.#waiting.shift()().finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }

  #row(entry) {
    const progress = h("div.timeline", {}, h("span", {}, "waiting"));
    const element = h(
      "li.upload",
      {},
      entry.preview ? h("img", { src: entry.preview, alt: "" }) : h("span.blank", {}, icon("text")),
      h("span.name", {}, entry.caption || entry.file?.name || "picture"),
      progress,
    );
    return { element, progress, show: (next) => (element.querySelector(".timeline, .why") ?? progress).replaceWith(next) };
  }

  async #send(entry, { element, show }) {
    try {
      show(h("div.timeline", {}, h("span", {}, "sending")));
      const accepted = await upload(entry);
      element.dataset.id = accepted.id;
      show(timeline(accepted));
      const last = await follow(accepted.id, (status) => show(timeline(status)));
      element.dataset.state = last.state;
      if (last.state === "searchable") {
        element.querySelector(".name").after(
          h("button.secondary.go", { type: "button", onclick: () => this.#onLike(accepted) }, "More like this"),
        );
      } else if (last.failure) {
        element.append(h("p.why", {}, `${last.failure.message} ${advice(last.failure)}`));
      }
    } catch (problem) {
      element.dataset.state = "refused";
      show(h("p.why", {}, `${problem.detail || problem.title} ${advice(problem)}`));
    }
  }
}
