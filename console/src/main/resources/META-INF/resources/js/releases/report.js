// The gate's report of a release, in the order of its questions: what was decided and why, what was measured, how it was learnt, what changes.
import { releaseFile, releaseFilePath } from "../api.js";
import { h } from "../dom.js";
import { count, decimal, instant, plain } from "../format.js";
import { curves } from "./curves.js";
import { examples } from "./examples.js";
import { gateTable, threshold, verdict } from "./gate-table.js";

/** The name of the file that it is read from. */
export const REPORT = "report.json";

const HTML_NAME = "report.html";
const DECISIONS = { APPROVED: "approved", REJECTED: "rejected", TOO_SMALL: "too small to decide" };

const section = (title, ...children) => h("section", {}, h("h3", {}, title), ...children);

/** What speaks against the release, in the gate's own sentences. */
function objections(checks) {
  const against = checks.filter(({ status }) => status === "FAILED" || status === "UNDECIDED");
  return against.length
    ? h("ul.objections", {}, against.map((check) => h("li", { data: { check: plain(check.name) } }, verdict(check.status), " ", h("b", {}, `${plain(check.name)}${check.subject ? `, ${plain(check.subject)}` : ""}`), ` ${plain(check.sentence)}`)))
    : null;
}

const checkRow = (check) =>
  h(
    "tr",
    { data: { check: plain(check.name) } },
    h("th", { scope: "row" }, plain(check.name)),
    h("td", {}, plain(check.subject)),
    h("td", {}, verdict(check.status)),
    h("td.number", {}, decimal(check.measured, 3)),
    h("td.number", {}, threshold(check)),
    h("td", {}, plain(check.sentence)),
  );

const allChecks = (checks) =>
  h(
    "details",
    {},
    h("summary", {}, `All ${count(checks.length)} checks`),
    h(
      "div.scroll",
      { tabIndex: 0, role: "region", aria: { label: "All checks" } },
      h(
        "table.listing",
        {},
        h("thead", {}, h("tr", {}, ["Check", "Of", "Result", "Measured", "Asked", "In words"].map((title) => h("th", { scope: "col" }, title)))),
        h("tbody", {}, checks.map(checkRow)),
      ),
    ),
  );

function fill(id, files, report) {
  const { decision, curve = [], examples: changed = [] } = report;
  const drawn = curves(curve);
  const changes = examples(changed);
  return [
    section(
      `The gate: ${DECISIONS[decision.verdict] ?? plain(decision.verdict)}`,
      h(
        "p",
        {},
        `Judged against ${plain(report.incumbent)} on ${instant(report.judgedAt)}. `,
        HTML_NAME in files && h("a", { href: releaseFilePath(id, HTML_NAME), target: "_blank", rel: "noopener" }, "The full report"),
      ),
      objections(decision.checks) ?? h("p", {}, plain(decision.summary)),
      ...gateTable(report),
      allChecks(decision.checks),
    ),
    drawn.length > 0 && section("Training, the first seed", h("div.curves", {}, drawn)),
    changes && section("What changes", changes),
  ].filter(Boolean);
}

/**
 * The sections of a release's report; a sentence where it has none, or none that can be read.
 *
 * @returns Promise of elements
 */
export async function reportOf({ id, files }) {
  if (!(REPORT in files)) {
    return [];
  }
  try {
    return fill(id, files, await releaseFile(id, REPORT));
  } catch (problem) {
    return [h("p.none", {}, `The gate's report can't be shown: ${plain(problem.detail || problem.message)}`)];
  }
}
