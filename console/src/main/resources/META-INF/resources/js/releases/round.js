// The round of training that is under way, or the last one, and beginning another.
import { rounds, train } from "../api.js";
import { $, h } from "../dom.js";
import { count, decimal, instant, isNumber, plain } from "../format.js";
import { complain } from "../notices.js";
import { poll } from "../poll.js";
import { curve } from "./curves.js";
import { address } from "./list.js";
import { OUTCOMES } from "./words.js";

const PHASES = {
  reading: "Reading the catalog and the mined pairs",
  embedding: "Running the towers of the release on what is stored",
  learning: "Learning",
  judging: "The gate judges what was learnt",
};
const NO_TRAINER = "There is no trainer behind this address, so no round can begin here. Where the trainer runs, ./weft train begins one.";

const fact = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));

/** What is seen of a round's losses from here: the whole curve comes with its report. */
class Seen {
  #of = "";
  #points = [];

  add({ id, seed, step, loss }) {
    if (this.#of !== `${id} ${seed}`) {
      this.#of = `${id} ${seed}`;
      this.#points = [];
    }
    if (isNumber(loss) && this.#points.at(-1)?.step !== step) {
      this.#points.push({ series: "loss", step, value: loss });
    }
    return this.#points;
  }
}

const embedding = (round) => [
  h("progress", { max: round.items || 1, value: round.done, aria: { label: "Items that the towers have run on" } }),
  h("dl.figures", {}, fact("items", `${count(round.done)} of ${count(round.items)}`)),
];

function learning(round, losses) {
  const all = round.seeds * round.steps;
  const done = Math.max(0, round.seed - 1) * round.steps + round.step;
  return [
    h("progress", { max: all || 1, value: round.phase === "judging" ? all || 1 : done, aria: { label: "Progress of the round" } }),
    h(
      "dl.figures",
      {},
      round.seed > 0 && fact("seed", `${count(round.seed)} of ${count(round.seeds)}`),
      round.step > 0 && fact("step", `${count(round.step)} of ${count(round.steps)}`),
      isNumber(round.loss) && fact("loss", decimal(round.loss, 4)),
      isNumber(round.validation) && fact("calibration R@1", `${decimal(100 * round.validation)} %`),
    ),
    losses.length > 2 && curve("loss", losses),
  ].filter(Boolean);
}

const ended = (round) => [
  h(
    "p",
    {},
    `${OUTCOMES[round.outcome] ?? plain(round.outcome)} ${plain(round.message)} `,
    round.release && h("a", { href: address(round.release) }, `See ${plain(round.release)}`),
  ),
];

/** Follows the rounds; `onEnded` is called when one ends while it is watched. */
export function wireRound(onEnded) {
  const seen = new Seen();
  let before = "";
  let watched = null; // id of the round that was seen under way

  const say = (text) => {
    if ($("round-text").textContent !== text) {
      $("round-text").textContent = text; // a live region: read out only when it says something else
    }
  };
  const show = (round) => {
    const underWay = round && round.phase !== "ended";
    $("train").disabled = Boolean(underWay);
    $("round").dataset.phase = round?.phase ?? "none";
    if (!round) {
      say("No round yet. A round learns new heads from the catalog, which takes minutes; searches go on meanwhile.");
      $("round-body").replaceChildren();
    } else if (underWay) {
      say(`${PHASES[round.phase] ?? plain(round.phase)}, since ${instant(round.since)}, for ${plain(round.by)}: ${plain(round.reason)}`);
      $("round-body").replaceChildren(...(round.phase === "embedding" ? embedding(round) : learning(round, seen.add(round))));
    } else {
      say(`The last round, of ${instant(round.since)}, has ended.`);
      $("round-body").replaceChildren(...ended(round));
    }
    if (watched && !underWay) {
      onEnded();
    }
    watched = underWay ? round.id : null;
  };
  const absent = (problem) => {
    $("train").disabled = true;
    $("round").dataset.phase = "absent";
    $("round-body").replaceChildren();
    say(problem.status === 404 ? NO_TRAINER : `The trainer does not answer: ${plain(problem.detail || problem.title)}`);
  };
  const asking = poll(async () => {
    try {
      const [round] = (await rounds()).rounds;
      const now = JSON.stringify(round ?? null);
      const changed = now !== before;
      if (changed) {
        before = now;
        show(round);
      }
      return changed;
    } catch (problem) {
      before = "";
      absent(problem);
      if (problem.status === 404) {
        asking.end(); // who has no trainer gets none while the page is open
      }
      return false;
    }
  });

  $("train").addEventListener("click", async () => {
    $("train").disabled = true;
    try {
      await train({ reason: "asked for on the page", by: "console" });
    } catch (problem) {
      complain(problem);
      $("train").disabled = false;
    }
    asking.now();
  });
}
