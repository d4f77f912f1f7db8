import { h, icon, picture } from "./dom.js";
import { title } from "./format.js";

const MATCHED = { image: ["picture", "its picture"], text: ["text", "its caption"] };

/** [field, value] pairs of an item's attributes, one for each value that a filter can be made of. */
export const filtersOf = (attributes) =>
  Object.entries(attributes ?? {}).flatMap(([field, value]) =>
    Array.isArray(value) ? value.map((single) => [field, single]) : [[field, value]],
  );

export function attributeChip([field, value], onFilter) {
  return h(
    "button.chip",
    { type: "button", title: `Only ${field}: ${value}`, tabIndex: -1, onclick: () => onFilter([field, value]) },
    h("span", {}, String(value)),
  );
}

/** Fills a score line; kept apart because a card is reused when the next search finds the same item. */
function score(hit) {
  const [symbol, what] = MATCHED[hit.modality] ?? ["info", hit.part];
  const bar = h("i");
  bar.style.setProperty("--score", Math.max(0, Math.min(1, hit.score)).toFixed(3));
  return h(
    "div.score",
    { title: `Matched by ${what}: cosine ${hit.score.toFixed(4)}`, data: { modality: hit.modality } },
    icon(symbol),
    bar,
    h("span", {}, hit.score.toFixed(3)),
  );
}

/**
 * One result. Its tile is the button of "more like this".
 *
 * @param on {like(hit), filter([field, value]), details(hit), remove(hit)}
 */
export function card(hit, on) {
  const name = title(hit);
  const [, what] = MATCHED[hit.modality] ?? [null, hit.part];
  const tile = h(
    "button.tile",
    {
      type: "button",
      tabIndex: -1,
      onclick: () => on.like(hit),
      aria: { label: `${name}, score ${hit.score.toFixed(2)}, matched by ${what}. More like this` },
    },
    hit.content ? picture(hit.content) : h("span.words", {}, name),
    h("span.like", {}, icon("like"), "More like this"),
  );
  const small = (symbol, label, kind, act) =>
    h(`button.plain${kind}`, { type: "button", title: label, tabIndex: -1, onclick: act, aria: { label: `${label}: ${name}` } }, icon(symbol));
  // Plain values before the many tags: they say more and fit better.
  const filters = filtersOf(hit.attributes).filter(([field]) => !Array.isArray(hit.attributes[field]));
  return h(
    "li.card",
    { data: { id: hit.id } },
    tile,
    h(
      "div.body",
      {},
      hit.caption ? h("div.caption", { title: hit.caption }, hit.caption) : h("div.caption.none", {}, "no caption"),
      score(hit),
      h("div.chips", {}, filters.slice(0, 2).map((filter) => attributeChip(filter, on.filter))),
    ),
    h(
      "div.tools",
      {},
      small("info", "Details", "", () => on.details(hit)),
      small("trash", "Delete", ".remove", () => on.remove(hit)),
    ),
  );
}
