// What the gate measured: a line for each evaluation set and direction, with what was asked of it.
import { h, svg } from "../dom.js";
import { count, decimal, isNumber, plain, points } from "../format.js";

const METRICS = [
  ["RECALL_AT_1", "R@1"],
  ["RECALL_AT_5", "R@5"],
  ["RECALL_AT_10", "R@10"],
  ["RECIPROCAL_RANK", "MRR"],
  ["NDCG_AT_10", "nDCG@10"],
];
/** The gate's decision rests on it; the others are for reading. */
const DECISIVE = "RECALL_AT_10";
const DIRECTIONS = { TEXT_TO_IMAGE: "text→image", IMAGE_TO_TEXT: "image→text" };
const KINDS = {
  IN_DOMAIN: "held-out families",
  NEWEST: "newest items",
  UNSEEN: "unseen queries × unseen items",
  GUARD: "guard",
  HARD: "hard",
  MODERATION: "moderation",
};
const SIDES = { AT_LEAST: "≥", ABOVE: ">", AT_MOST: "≤" };
/** What a check holds against its bound. */
const HELD = { gain: "change", "gain-interval": "lower end", "gain-chance": "chance", "no-loss": "lower end", "no-shown-loss": "upper end", guard: "change" };
/** Of those, the ones whose bound is in points of the change. */
const IN_POINTS = new Set(["gain", "gain-interval", "no-loss", "no-shown-loss", "guard"]);
const WORST_FIRST = ["FAILED", "UNDECIDED", "PASSED", "SKIPPED"];
const VERDICTS = { FAILED: "failed", UNDECIDED: "undecided", PASSED: "passed", SKIPPED: "skipped" };
const MARKS = { FAILED: "✗", UNDECIDED: "?", PASSED: "✓", SKIPPED: "–" };

export const verdict = (status) => h("span.verdict", { data: { status } }, `${MARKS[status] ?? ""} ${VERDICTS[status] ?? plain(status)}`);

const bound = ({ side, limit }, inPoints) => `${SIDES[side] ?? plain(side)} ${inPoints ? points(limit) : decimal(limit, 4)}`;

export const threshold = (check) => bound(check.bound, IN_POINTS.has(check.name));

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @returns [{direction, before, after, change, seed, checks}] of a set */
function linesOf(report, set, metric) {
  const checks = metric === DECISIVE ? report.decision.checks.filter(({ interval }) => interval) : [];
  const lines = set.metrics
    .filter((one) => one.metric === metric)
    .map(({ direction, before, after, change }) => {
      const name = DIRECTIONS[direction] ?? plain(direction);
      const own = checks.filter(({ subject }) => subject === `${set.name} ${name}`);
      return judged({ direction: name, before, after, change, seed: report.seed }, own);
    });
  const both = checks.filter(({ subject }) => subject === set.name);
  if (both.length && lines.length) {
    lines.push(judged({ direction: "both ways", before: mean(lines.map(({ before }) => before)) }, both));
  }
  return lines;
}

/** A check is of the seed that did worst: then the line is, too. */
function judged(line, checks) {
  if (!checks.length) {
    return { ...line, checks };
  }
  const [{ interval, seed }] = checks;
  return { ...line, after: line.before + interval.difference, change: interval, seed, checks };
}

/** The change and its interval on the table's common scale, with zero and the limits; the numbers beside it say the same. */
function whisker({ change, checks }, scale) {
  const x = (value) => (60 + (56 * value) / scale).toFixed(1);
  const limits = checks.filter(({ name }) => IN_POINTS.has(name)).map((check) => check.bound.limit);
  return svg(
    "svg",
    { class: "whisker", viewBox: "0 0 120 20", "aria-hidden": "true" },
    svg("path", { class: "zero", d: "M60 1V19" }),
    ...limits.map((limit) => svg("path", { class: "limit", d: `M${x(limit)} 3V17` })),
    svg("path", { class: "interval", d: `M${x(change.low)} 10H${x(change.high)}` }),
    svg("circle", { class: "change", cx: x(change.difference), cy: 10, r: 3.5 }),
  );
}

const reach = ({ change, checks }) =>
  [change.low, change.high, ...checks.filter(({ name }) => IN_POINTS.has(name)).map((check) => check.bound.limit)].filter(isNumber).map(Math.abs);

function cells(line, scale, report) {
  const worst = WORST_FIRST.find((status) => line.checks.some((check) => check.status === status));
  const { change } = line;
  const drawn = [change.low, change.high, change.difference].every(isNumber);
  return [
    h("th", { scope: "row" }, line.direction, line.seed !== report.seed && h("small", {}, ` seed ${count(line.seed)}, the worst`)),
    h("td.number", {}, decimal(line.before)),
    h("td.number", {}, decimal(line.after)),
    h("td.number", { data: { trend: Math.sign(change.difference) } }, points(change.difference)),
    h("td.number", { title: isNumber(change.confidence) ? `${decimal(100 * change.confidence)} % interval` : "" }, `${points(change.low)} to ${points(change.high)}`),
    h("td", {}, drawn && whisker(line, scale)),
    h(
      "td",
      {},
      line.checks.length ? h("ul.bounds", {}, line.checks.map((check) => h("li", { title: plain(check.sentence), data: { check: plain(check.name) } }, `${HELD[check.name] ?? plain(check.name)} ${threshold(check)}`))) : "–",
    ),
    h("td", {}, worst ? verdict(worst) : "–"),
  ];
}

function bodyOf(report, set, metric, scale) {
  const lines = linesOf(report, set, metric);
  return h(
    "tbody",
    { data: { set: plain(set.name) } },
    lines.map((line, at) =>
      h(
        "tr",
        {},
        at === 0 &&
          h(
            "th",
            { scope: "rowgroup", rowSpan: lines.length },
            plain(set.name),
            h("small", {}, `${KINDS[set.kind] ?? plain(set.kind)}; ${count(set.queries)} queries of ${count(set.families)} families in ${count(set.poolSize)} items`),
          ),
        cells(line, scale, report),
      ),
    ),
  );
}

const columns = ({ incumbent, candidate }) => [
  ["Set", ""],
  ["Direction", ""],
  [plain(incumbent), ".number"],
  [plain(candidate), ".number"],
  ["Change", ".number"],
  ["Interval", ".number"],
  ["", ""],
  ["Asked", ""],
  ["Verdict", ""],
];

function table(report, metric) {
  const lines = report.sets.flatMap((set) => linesOf(report, set, metric));
  const scale = Math.max(1, ...lines.flatMap(reach));
  const name = METRICS.find(([key]) => key === metric)[1];
  return h(
    "table.listing",
    {},
    h("caption", {}, `${name} in per cent; changes in points, with their interval by family. ${metric === DECISIVE ? "The decision rests on it." : "The decision rests on R@10."}`),
    h("thead", {}, h("tr", {}, columns(report).map(([title, kind]) => (title ? h(`th${kind}`, { scope: "col" }, title) : h("td"))))),
    report.sets.map((set) => bodyOf(report, set, metric, scale)),
  );
}

/** The table, and the choice of its metric. */
export function gateTable(report) {
  const scroll = h("div.scroll", { tabIndex: 0, role: "region", aria: { label: "What the gate measured" } }, table(report, DECISIVE));
  const choice = h(
    "fieldset.segments",
    {},
    h("legend.offscreen", {}, "Metric"),
    METRICS.map(([key, name]) =>
      h("label", {}, h("input", { type: "radio", name: "metric", value: key, checked: key === DECISIVE, onchange: () => scroll.replaceChildren(table(report, key)) }), h("span", {}, name)),
    ),
  );
  return [choice, scroll];
}
