// The page of releases: which there are and what is live, what the gate saw of each, a round of training, and going back.
import { releases as list } from "../api.js";
import { $ } from "../dom.js";
import { plain } from "../format.js";
import { poll } from "../poll.js";
import { wireChange } from "./change.js";
import { Detail } from "./detail.js";
import { address, showHint, showList } from "./list.js";
import { wireRound } from "./round.js";
import { MOVING } from "./words.js";

let releases = [];
let before = "";

const change = wireChange(() => asking.now());
const detail = new Detail({ promote: change.promote });

/** The one that the address names; else the live one, or the newest. */
function chosen() {
  return releases.find(({ id }) => address(id) === location.hash) ?? releases.find(({ state }) => state === "live") ?? releases[0];
}

const lastOf = (state) => releases.filter((release) => release.state === state).sort((a, b) => (a.since < b.since ? 1 : -1))[0];

function show() {
  const release = chosen();
  showList(releases, release?.id);
  showHint(releases);
  const [live, standby] = [lastOf("live"), lastOf("standby")];
  $("rollback").hidden = !(live && standby);
  if (live && standby) {
    $("rollback").textContent = `Roll back to ${plain(standby.id)}`;
    $("rollback").onclick = () => change.rollback(live, standby);
  }
  if (release) {
    detail.show(release);
  } else {
    detail.hide();
  }
}

const asking = poll(async () => {
  try {
    const answer = (await list()).releases;
    $("trouble").hidden = true;
    const now = JSON.stringify(answer);
    const changed = now !== before;
    if (changed) {
      before = now;
      releases = answer;
      show();
    }
    return changed || releases.some(({ state }) => MOVING.has(state));
  } catch (problem) {
    $("trouble").hidden = false;
    $("trouble").textContent = `The releases can't be had now; trying again. ${plain(problem.detail || problem.title)}`;
    return false;
  }
});

addEventListener("hashchange", () => {
  show();
  $("release").focus({ preventScroll: true });
  $("release").scrollIntoView({ block: "nearest" });
});
wireRound(() => asking.now());
