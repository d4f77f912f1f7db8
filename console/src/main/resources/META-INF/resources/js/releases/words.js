// What the states of a release and the outcomes of a round are called.
import { h } from "../dom.js";
import { instant, plain } from "../format.js";

const STATES = {
  candidate: ["candidate", "Learnt, not judged yet."],
  rejected: ["rejected", "The gate said no. It can still be promoted, with a reason."],
  approved: ["approved", "The gate, or a person, said yes. It waits for its turn."],
  backfilling: ["backfilling", "Its index is being filled; uploads go there, too."],
  shadow: ["shadow", "Its index is complete and verified; queries are tried on it beside the live one."],
  live: ["live", "Searches are answered by it."],
  standby: ["standby", "It was live before, and is kept up to date: going back to it is immediate."],
  retired: ["retired", "Its index is gone."],
  rolled_back: ["rolled back", "It was given up. To have it again, train or import it anew."],
};

/** From here a release moves by itself, and is looked at more often. */
export const MOVING = new Set(["approved", "backfilling", "shadow"]);

export const stateName = (state) => STATES[state]?.[0] ?? plain(state);

export const stateMeaning = (state) => STATES[state]?.[1] ?? "";

export const badge = (state) => h("span.badge", { data: { state: plain(state) }, title: stateMeaning(state) }, stateName(state));

/** The first release of a space was there before anybody wrote when. */
export const since = (iso) => (new Date(iso).getTime() > 0 ? instant(iso) : "the beginning");

export const OUTCOMES = {
  approved: "The gate approved what was learnt.",
  rejected: "The gate rejected what was learnt.",
  too_small: "There is too little to judge by.",
  collapsed: "An alarm ended it: what was learnt collapsed.",
  nothing_to_learn: "There is nothing to learn from yet.",
  failed: "It failed, and can be tried again.",
  suspended: "It waits until this trainer leads again.",
};
