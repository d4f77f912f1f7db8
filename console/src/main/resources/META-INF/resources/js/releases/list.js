// The list of releases: one link each, the newest first.
import { $, h } from "../dom.js";
import { count, plain } from "../format.js";
import { badge, since } from "./words.js";

export const address = (id) => `#${encodeURIComponent(id)}`;

/** How much of a state's work is done, and how long the rest may take; null where a release tells none. */
export function progress(release) {
  const { done, total } = release;
  if (!total) {
    return null;
  }
  const elapsed = (Date.now() - new Date(release.since).getTime()) / 1000;
  const left = done > 0 && done < total ? Math.ceil((elapsed * (total - done)) / done) : 0;
  return h(
    "span.done",
    {},
    h("progress", { max: total, value: done, aria: { label: `Progress of ${plain(release.id)}` } }),
    h("small", {}, `${count(done)} of ${count(total)}${left > 0 ? `, about ${count(left)} s left` : ""}`),
  );
}

const row = (release, chosen) =>
  h(
    "li",
    {},
    h(
      "a.release",
      {
        href: address(release.id),
        data: { id: release.id, state: release.state },
        aria: release.id === chosen ? { current: "true" } : {},
      },
      h("span.ordinal", {}, plain(release.id.slice(release.id.indexOf("@") + 1))),
      h(
        "span.about",
        {},
        h("span.line", {}, badge(release.state), h("small", {}, `since ${since(release.since)}`)),
        release.reason && h("span.why", { title: plain(release.reason) }, plain(release.reason)),
        release.parent && h("small", {}, `learnt against ${plain(release.parent)}`),
        progress(release),
      ),
    ),
  );

/** Shows them, and leaves the keyboard where it is. */
export function showList(releases, chosen) {
  const focused = $("list").contains(document.activeElement) ? document.activeElement.dataset.id : null;
  $("list").replaceChildren(...releases.map((release) => row(release, chosen)));
  if (focused) {
    [...$("list").querySelectorAll("a")].find((link) => link.dataset.id === focused)?.focus();
  }
}

/** What to do while there is nothing, or nothing but what the model brings. */
export function showHint(releases) {
  const command = (words) => h("code", {}, words);
  $("hint").hidden = releases.length > 1;
  $("hint").replaceChildren(
    ...(releases.length
      ? [h("strong", {}, "Only the model's own release so far."), " Let it learn from your catalog: "]
      : [h("strong", {}, "No release yet."), " Import a catalog: ", command("./weft import FOLDER"), ". Then let it learn: "]),
    command("./weft train"),
    ". The gate judges what comes of it, and only what is better goes live.",
  );
}
