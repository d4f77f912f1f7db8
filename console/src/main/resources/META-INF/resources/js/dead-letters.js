// The page of dead letters: which there are, what is in one, and processing them again.
import { deadLetter, deadLetters, replay } from "./api.js";
import { $, h, openDialog } from "./dom.js";
import { instant, plain, plural } from "./format.js";
import { complain, inform } from "./notices.js";

const PAGE = 50;

let listed = []; // ids, as the table shows them
let next = null;

const place = ({ topic, partition, offset }) => `${topic}-${partition}@${offset}`;

const row = (letter) =>
  h(
    "tr",
    { data: { id: letter.id } },
    h("td", {}, instant(letter.failedAt)),
    h("td", {}, letter.stage),
    h("td", { title: plain(letter.message) }, plain(letter.reason)),
    h("td", {}, plain(letter.key)),
    h("td", {}, plain(place(letter.origin))),
    h("td", {}, String(letter.attempt)),
    h("td.replayed", {}, letter.replayed ? instant(letter.replayed.at) : "–"),
    h("td", {}, h("button.secondary", { type: "button", onclick: () => show(letter.id) }, "Show")),
  );

async function list({ more = false } = {}) {
  try {
    const page = await deadLetters({ stage: $("stage").value, reason: $("reason").value.trim(), limit: PAGE, after: more ? next : "" });
    const rows = page.deadLetters.map(row);
    if (more) {
      $("rows").append(...rows);
    } else {
      listed = [];
      $("rows").replaceChildren(...rows);
    }
    listed.push(...page.deadLetters.map((letter) => letter.id));
    next = page.next;
  } catch (problem) {
    complain(problem);
  }
  $("more").hidden = !next;
  $("replay-all").disabled = !listed.length;
  $("outcome").textContent = listed.length ? plural(listed.length, "letter") : next ? "none so far" : "none";
}

const fact = (name, ...value) => [h("dt", {}, name), h("dd", {}, ...value)];

async function show(id) {
  try {
    const whole = await deadLetter(id);
    const letter = whole.deadLetter;
    $("letter-title").textContent = `${letter.stage}: ${plain(letter.reason)}`;
    $("letter-body").replaceChildren(
      h(
        "dl",
        {},
        fact("Message", plain(whole.message)),
        fact("Error", plain(whole.errorClass)),
        fact("Key", plain(letter.key)),
        fact("Origin", plain(place(letter.origin))),
        fact("Release", letter.release ?? "–"),
        fact("Attempt", String(letter.attempt)),
        fact("Replayed", letter.replayed ? `${instant(letter.replayed.at)}, ${plain(letter.replayed.by)}` : "no"),
        fact("Headers", plain(Object.entries(whole.headers).map(([name, value]) => `${name} = ${value.text ?? value.hex}`).join("; ")) || "none"),
        fact("Reads as", h("pre", {}, plain(whole.event))),
        fact(`Value, ${plural(whole.value.length, "byte")}`, h("pre", {}, whole.value.hex)),
      ),
    );
    $("replay").onclick = async () => {
      await replayNow([id], Boolean(letter.replayed));
      $("letter").close();
    };
    $("replay").textContent = letter.replayed ? "Replay again" : "Replay";
    openDialog($("letter"));
  } catch (problem) {
    complain(problem);
  }
}

async function replayNow(ids, again) {
  try {
    const { counts, letters } = await replay({ ids, again, by: "console" });
    const odd = letters.find(({ result }) => result === "superseded" || result === "refused" || result === "unknown");
    const skipped = counts.alreadyReplayed ? `${plural(counts.alreadyReplayed, "letter")} had been replayed before. ` : "";
    inform(`${plural(counts.replayed, "letter")} replayed`, skipped + (odd ? `${odd.id}: ${plain(odd.detail)}` : ""));
  } catch (problem) {
    complain(problem);
  }
  await list();
}

$("filter").addEventListener("submit", (event) => {
  event.preventDefault();
  list();
});
$("stage").addEventListener("change", () => list());
$("more").addEventListener("click", () => list({ more: true }));
$("replay-all").addEventListener("click", () => replayNow(listed.slice(0, 1000), false));
list();
