// One release: where it is on its way and why, what it is made of, and the gate's report.
import { $, h } from "../dom.js";
import { count, plain } from "../format.js";
import { address, progress } from "./list.js";
import { REPORT, reportOf } from "./report.js";
import { badge, since, stateMeaning, stateName } from "./words.js";

const TO_LIVE = ["candidate", "approved", "backfilling", "shadow", "live"];
/** The states that a release has surely been in, and those before it: the log keeps the newest record of each only. */
const WAYS = {
  rejected: ["candidate", "rejected"],
  standby: [...TO_LIVE, "standby"],
  retired: [...TO_LIVE, "standby", "retired"],
  rolled_back: ["candidate", "approved", "rolled_back"],
};

const fact = (name, ...value) => (value.some(Boolean) ? [h("dt", {}, name), h("dd", {}, ...value)] : []);

function way(release) {
  const states = WAYS[release.state] ?? TO_LIVE;
  const at = states.indexOf(release.state);
  if (!release.parent || at < 0) {
    return null; // the first release was live from its beginning
  }
  const when = (index) => (index === at ? since(release.since) : index === 0 ? since(release.createdAt) : "");
  return h(
    "ol.way",
    { aria: { label: "Its way" } },
    states.map((state, index) =>
      h("li", { className: index < at ? "done" : index === at ? "now" : "", aria: index === at ? { current: "step" } : {} }, stateName(state), h("small", {}, when(index))),
    ),
  );
}

const heads = (of) => Object.entries(of).map(([modality, sha256]) => h("span", {}, `${plain(modality)} `, h("code", { title: plain(sha256) }, plain(sha256).slice(0, 12)), " "));

const figure = (value) => (Number.isInteger(value) ? count(value) : value.toPrecision(4));

/** Figures of the rollout and of the training, by the part of their name before the first dot; those of the gate are in its table. */
function figures(metrics) {
  const groups = { rollout: "Verified before it went on", shadow: "Tried beside the live one", training: "Learnt from" };
  return Object.entries(groups).map(([prefix, title]) => {
    const own = Object.entries(metrics).filter(([name]) => name.startsWith(`${prefix}.`));
    return own.length > 0 && h("details", {}, h("summary", {}, title), h("dl.figures", {}, own.map(([name, value]) => fact(plain(name.slice(prefix.length + 1)).replaceAll("_", " "), figure(value)))));
  });
}

function head(release, on) {
  return h(
    "header",
    {},
    h("h2", { id: "release-title" }, plain(release.id), " ", badge(release.state)),
    release.state === "rejected" && h("button.secondary", { id: "promote", type: "button", onclick: () => on.promote(release) }, "Promote against the gate"),
  );
}

function standing(release) {
  return [
    h("p.meaning", {}, stateMeaning(release.state)),
    way(release),
    progress(release),
    h(
      "dl.facts-of",
      {},
      // The gate's sentences follow, with its report.
      release.state === "rejected" && REPORT in release.files ? [] : fact("Reason", plain(release.reason)),
      fact("Forced", plain(release.forced)),
      fact("By", plain(release.by)),
      fact("Since", since(release.since)),
      fact("Learnt against", release.parent && h("a", { href: address(release.parent) }, plain(release.parent))),
      fact("Model", plain(release.bundle)),
      fact("Heads", ...(Object.keys(release.heads).length ? heads(release.heads) : ["the model's own"])),
    ),
    ...figures(release.metrics),
  ].filter(Boolean);
}

/** Shows one release at a time. `on`: {promote(release)} */
export class Detail {
  #on;
  #reported = "";

  constructor(on) {
    this.#on = on;
  }

  hide() {
    $("release").hidden = true;
    this.#reported = "";
  }

  show(release) {
    $("release").hidden = false;
    $("release").dataset.state = release.state;
    const promoting = document.activeElement?.id === "promote";
    const open = [...$("standing").querySelectorAll("details[open] > summary")].map(({ textContent }) => textContent);
    $("standing").replaceChildren(head(release, this.#on), ...standing(release));
    for (const summary of $("standing").querySelectorAll("summary")) {
      summary.parentElement.open = open.includes(summary.textContent);
    }
    if (promoting) {
      $("promote")?.focus();
    }
    this.#report(release);
  }

  /** A report never changes once it is there: it is fetched once, whatever becomes of the release. */
  async #report(release) {
    const wanted = `${release.id} ${Object.keys(release.files)}`;
    if (wanted === this.#reported) {
      return;
    }
    this.#reported = wanted;
    $("report").replaceChildren();
    const sections = await reportOf(release);
    if (wanted === this.#reported) {
      $("report").replaceChildren(...sections);
    }
  }
}
