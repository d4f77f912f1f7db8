import { followStats } from "./api.js";
import { $ } from "./dom.js";
import { count } from "./format.js";

const LIVE = { live: "live", lost: "connection lost, trying again" };

/** Keeps the counters at the bottom of the page; `onChange` hears how many items are searchable. */
export function wireStats(onChange) {
  followStats(
    ({ media, index }) => {
      const inFlight = media.accepted + media.embedded;
      $("n-searchable").textContent = count(media.searchable);
      $("n-flight").textContent = count(inFlight);
      $("n-flight").classList.toggle("moving", inFlight > 0);
      $("n-failed").textContent = count(media.failed);
      $("n-failed").classList.toggle("bad", media.failed > 0);
      $("n-rows").textContent = count(index.rows);
      $("n-release").textContent = index.release ?? "–";
      onChange(media.searchable);
    },
    (state) => {
      $("live").dataset.state = state;
      $("live-text").textContent = LIVE[state];
    },
  );
}
