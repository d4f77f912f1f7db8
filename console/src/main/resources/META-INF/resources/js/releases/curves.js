// Training curves as small drawings with their scale beside them.
import { h, svg } from "../dom.js";
import { count, isNumber, plain } from "../format.js";

/** More points than a screen has columns can't be seen. */
const MOST_POINTS = 1500;

const SERIES = {
  loss: { title: "Loss", shown: (value) => value.toPrecision(3) },
  validation: { title: "Calibration recall (R@1)", shown: (value) => `${(100 * value).toFixed(1)} %` },
};
const OTHER = { shown: (value) => value.toPrecision(3) };

const thinned = (points) => {
  const every = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, at) => at % every === 0 || at === points.length - 1);
};

/** A line from the left to the right of a square of 100, whatever the sizes of its numbers. */
function line(points, low, high) {
  const first = points[0].step;
  const width = points.at(-1).step - first || 1;
  const height = high - low || 1;
  return points
    .map(({ step, value }, at) => `${at ? "L" : "M"}${((100 * (step - first)) / width).toFixed(2)} ${(100 - (100 * (value - low)) / height).toFixed(2)}`)
    .join("");
}

/** @param points [{step, value}], in the order of their steps; what is no number has no place on a scale */
export function curve(series, points) {
  const { title = plain(series), shown } = SERIES[series] ?? OTHER;
  const finite = thinned(points.filter(({ value }) => isNumber(value)));
  if (!finite.length) {
    return null;
  }
  const values = finite.map(({ value }) => value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const words = `${title}: from ${shown(values[0])} at step ${count(finite[0].step)} to ${shown(values.at(-1))} at step ${count(finite.at(-1).step)}; lowest ${shown(low)}, highest ${shown(high)}.`;
  return h(
    "figure.curve",
    { data: { series: plain(series) } },
    h("figcaption", {}, title),
    h("span.high", { aria: { hidden: "true" } }, shown(high)),
    h("span.low", { aria: { hidden: "true" } }, shown(low)),
    svg(
      "svg",
      { viewBox: "0 0 100 100", preserveAspectRatio: "none", role: "img", "aria-label": words },
      svg("path", { class: "rule", d: "M0 0H100M0 50H100M0 100H100" }),
      svg("path", { class: "line", d: line(finite, low, high) }),
    ),
    h("span.steps", { aria: { hidden: "true" } }, h("span", {}, `step ${count(finite[0].step)}`), h("span", {}, count(finite.at(-1).step))),
  );
}

/** One for each series of a report's curve: a loss and a recall have no scale in common. */
export function curves(points) {
  const bySeries = Map.groupBy(points, ({ series }) => series);
  return [...bySeries].map(([series, own]) => curve(series, own)).filter(Boolean);
}
