import { advice } from "./advice.js";
import { search } from "./api.js";
import { $, h, icon, picture } from "./dom.js";
import { plural } from "./format.js";

const EXAMPLES = ["riding a bicycle", "umbrella", "hot drink", "wild animal", "what time is it", "music", "celebration", "at the beach"];
const PICTURES = 4;

/** What the page shows when nothing is asked: how to begin, and a few searches over what is there. */
export class Welcome {
  #element = $("welcome");
  #onExample;
  #filled = null;

  constructor(onExample) {
    this.#onExample = onExample;
  }

  hide() {
    this.#element.hidden = true;
  }

  show(searchable) {
    this.#element.hidden = false;
    const kind = searchable > 0 ? "full" : "empty";
    if (this.#filled === kind) {
      return;
    }
    this.#filled = kind;
    if (searchable > 0) {
      this.#full();
    } else {
      this.#empty();
    }
  }

  #empty() {
    this.#element.replaceChildren(
      h("h1", {}, "Nothing to find yet"),
      h(
        "p",
        {},
        "Drop pictures anywhere on this page, or fill the catalog from a folder: ",
        h("code", {}, "./weft import FOLDER"),
        ". Each becomes searchable while you watch.",
      ),
      h("div.buttons", {}, h("button.primary", { type: "button", onclick: () => $("add").click() }, icon("plus"), "Add pictures")),
    );
  }

  async #full() {
    const examples = h("div.examples");
    this.#element.replaceChildren(
      h("h1", {}, "Find pictures by words, or by other pictures"),
      h("p", {}, "Describe what you look for, drop a picture anywhere on this page, or follow “more like this” from one result to the next."),
      examples,
    );
    const answers = await Promise.allSettled(EXAMPLES.map((text) => search({ text, k: PICTURES })));
    answers.forEach(({ value }, at) => {
      const pictures = (value?.hits ?? []).filter((hit) => hit.content);
      if (pictures.length === PICTURES) {
        examples.append(this.#example(EXAMPLES[at], pictures));
      }
    });
  }

  #example(text, hits) {
    return h(
      "button.example",
      { type: "button", onclick: () => this.#onExample(text), aria: { label: `Search for ${text}` } },
      h("span.mosaic", {}, hits.map((hit) => picture(hit.content))),
      h("span.label", {}, icon("search"), text),
    );
  }
}

const button = (label, act) => h("button.secondary", { type: "button", onclick: act }, label);

/** The empty state of a search. `act`: {clear(), unfilter(), widen()} */
export function nothingFound(query, act) {
  const narrowed = [query.filters.length && `with ${plural(query.filters.length, "filter")}`, query.modality && `among ${query.modality === "image" ? "pictures" : "captions"} only`];
  return [
    h("h1", {}, "Nothing found"),
    h("p", {}, `No item answers this search ${narrowed.filter(Boolean).join(" ") || "yet: nothing is searchable"}.`),
    h(
      "div.buttons",
      {},
      query.filters.length > 0 && button("Remove the filters", act.unfilter),
      query.modality && button("Match pictures and captions", act.widen),
      button("Start over", act.clear),
    ),
  ];
}

/** The page's answer to a refused or failed search. `act`: {clear(), unfilter(), retry()} */
export function searchFailed(query, problem, act) {
  return [
    icon("alert"),
    h("h1", {}, problem.title),
    h("p", {}, problem.detail),
    advice(problem) && h("p", {}, advice(problem)),
    h(
      "div.buttons",
      {},
      (problem.status === 0 || problem.status >= 500) && button("Try again", act.retry),
      query.filters.length > 0 && button("Remove the filters", act.unfilter),
      button("Start over", act.clear),
    ),
  ].filter(Boolean);
}
