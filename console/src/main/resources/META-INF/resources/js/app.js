// The page: holds the query as a value, and lets every part show it.
import { media } from "./api.js";
import { wireDetails } from "./details.js";
import { $ } from "./dom.js";
import { wireFilters } from "./filters.js";
import { count, millis, plural, title } from "./format.js";
import { Grid } from "./grid.js";
import { complain } from "./notices.js";
import { readAsDataUri, wirePictures } from "./picture.js";
import { EMPTY, MOST, PAGE, fromAddress, isEmpty, sameFilter, toAddress } from "./query.js";
import { Searcher } from "./searcher.js";
import { wireStats } from "./stats.js";
import { Tray } from "./tray.js";
import { wireUpload } from "./upload.js";
import { Welcome, nothingFound, searchFailed } from "./welcome.js";

let query = EMPTY;
let searchable = 0;
let known = new Map(); // id → hit, for the name and picture of "more like this"

const searcher = new Searcher({ started: () => ($("busy").hidden = false), answered, failed });
const welcome = new Welcome((text) => ask({ ...EMPTY, text }));
const details = wireDetails({ onLike: like, onFilter: addFilter, onRemoved: removed });
const grid = new Grid({ like, filter: addFilter, details: details.open, remove: details.askAndRemove });
const filters = wireFilters({
  onModality: (modality) => ask({ ...query, modality, k: PAGE }),
  onRemove: (filter) => ask({ ...query, filters: query.filters.filter((other) => !sameFilter(filter)(other)), k: PAGE }),
});
const tray = new Tray(like);
const upload = wireUpload((entries) => tray.add(entries));

/** Every change of the query comes through here. */
function ask(next, { typing = false, history = typing && !isEmpty(query) ? "replace" : "push", scroll = !typing } = {}) {
  query = next;
  if (history === "push" && toAddress(query) !== toAddress(fromAddress(location.search))) {
    window.history.pushState(null, "", toAddress(query));
  } else if (history === "replace") {
    window.history.replaceState(null, "", toAddress(query));
  }
  showQuery();
  if (isEmpty(query)) {
    searcher.stop();
    showNothingAsked();
  } else {
    searcher.run(query, { typing });
  }
  if (scroll) {
    scrollTo({ top: 0 });
  }
}

function like(item) {
  known.set(item.id, item);
  ask({ ...query, text: "", image: null, like: item.id, k: PAGE });
}

function addFilter(filter) {
  if (!query.filters.some(sameFilter(filter))) {
    ask({ ...query, filters: [...query.filters, filter], k: PAGE });
  }
}

async function searchByPicture(file) {
  try {
    ask({ ...query, text: "", like: null, image: { name: file.name, uri: await readAsDataUri(file) }, k: PAGE });
  } catch (problem) {
    complain(problem);
  }
}

function clear() {
  ask(EMPTY);
  $("words").focus();
}

function showQuery() {
  if ($("words").value.trim() !== query.text.trim()) {
    $("words").value = query.text;
  }
  const asked = !isEmpty(query);
  const what = query.image ? query.image.name || "a picture" : query.like ? `like ${title(known.get(query.like) ?? { id: query.like })}` : query.text.trim();
  document.title = asked ? `${what} · Weft` : "Weft";
  $("clear").hidden = !asked && !query.filters.length;
  $("controls").hidden = !asked && !query.filters.length;
  filters.show(query);
  showSubject();
}

/** The picture that is searched by, in the search box. */
async function showSubject() {
  const { like: id, image } = query;
  $("subject").hidden = !id && !image;
  if (image) {
    $("subject-picture").src = image.uri;
    $("subject-text").textContent = image.name || "a picture";
  } else if (id) {
    const item = known.get(id);
    $("subject-text").textContent = `like ${title(item ?? { id })}`;
    $("subject-picture").src = item?.content ?? item?.links?.content ?? `v1/media/${encodeURIComponent(id)}/content`;
    if (!item) {
      const found = await media(id).catch(() => null); // the search itself says what is wrong
      if (found && query.like === id) {
        known.set(id, found);
        showQuery();
      }
    }
  }
  $("words").placeholder = id || image ? "or describe one" : "Describe a picture, or drop one here";
}

function showNothingAsked() {
  $("busy").hidden = true;
  $("nothing").hidden = true;
  $("more").hidden = true;
  $("outcome").textContent = "";
  grid.show([]);
  welcome.show(searchable);
}

function answered(asked, answer, tripMillis) {
  $("busy").hidden = true;
  welcome.hide();
  known = new Map([...answer.hits.map((hit) => [hit.id, hit]), ...(asked.like && known.has(asked.like) ? [[asked.like, known.get(asked.like)]] : [])]);
  grid.show(answer.hits);
  const found = document.createElement("b");
  found.textContent = plural(answer.hits.length, "result");
  $("outcome").replaceChildren(found, ` in ${millis(answer.tookMillis)}`);
  $("outcome").title = `${millis(answer.tookMillis)} in the gateway, ${millis(tripMillis)} with the way there and back; ${answer.release}`;
  $("more").hidden = answer.hits.length < asked.k || asked.k >= MOST;
  $("more").textContent = `Show more than ${count(asked.k)}`;
  $("nothing").hidden = answer.hits.length > 0;
  if (!answer.hits.length) {
    $("nothing").replaceChildren(...nothingFound(asked, remedies(asked)));
  }
}

function failed(asked, problem) {
  $("busy").hidden = true;
  welcome.hide();
  grid.show([]);
  $("more").hidden = true;
  $("outcome").textContent = "";
  $("nothing").hidden = false;
  $("nothing").replaceChildren(...searchFailed(asked, problem, remedies(asked)));
}

const remedies = (asked) => ({
  clear,
  retry: () => ask(asked),
  unfilter: () => ask({ ...asked, filters: [] }),
  widen: () => ask({ ...asked, modality: "" }),
});

function removed(id) {
  grid.remove(id);
  known.delete(id);
  if (query.like === id) {
    clear();
  }
}

function wireKeys() {
  addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input, textarea");
    if (event.defaultPrevented || document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "/" && !typing) {
      event.preventDefault();
      $("words").focus();
      $("words").select();
    } else if (event.key === "Escape") {
      event.preventDefault();
      clear();
    } else if (event.key === "ArrowDown" && event.target === $("words") && grid.size) {
      event.preventDefault();
      grid.focusFirst();
    }
  });
}

function wire() {
  $("words").addEventListener("input", () => {
    const text = $("words").value;
    // Typing while a picture is searched by means: now by these words.
    ask(text.trim() || !(query.like || query.image) ? { ...query, text, like: null, image: null, k: PAGE } : query, { typing: true });
  });
  $("search").addEventListener("submit", (event) => {
    event.preventDefault();
    ask(query, { history: "push" });
  });
  $("clear").addEventListener("click", clear);
  $("subject-clear").addEventListener("click", () => ask({ ...query, like: null, image: null, k: PAGE }));
  $("more").addEventListener("click", () => ask({ ...query, k: Math.min(MOST, query.k * 3) }, { history: "none", scroll: false }));
  $("home").addEventListener("click", (event) => {
    event.preventDefault();
    clear();
  });
  addEventListener("popstate", () => ask(fromAddress(location.search), { history: "none" }));
  wirePictures({ onSearch: searchByPicture, onAdd: upload.open });
  wireKeys();
  wireStats((n) => {
    searchable = n;
    if (isEmpty(query)) {
      welcome.show(searchable);
    }
  });
}

wire();
ask(fromAddress(location.search), { history: "none" });
