import { card } from "./card.js";
import { $ } from "./dom.js";

/** The results: shows cards, and moves the focus among them with the arrow keys (one of them is in the tab order). */
export class Grid {
  #element = $("grid");
  #hits = new Map();
  #on;

  constructor(on) {
    this.#on = on;
    this.#element.addEventListener("keydown", (event) => this.#key(event));
    this.#element.addEventListener("focusin", (event) => this.#remember(event.target.closest(".card")));
  }

  show(hits) {
    const known = new Map([...this.#element.children].map((element) => [element.dataset.key, element]));
    this.#hits = new Map(hits.map((hit) => [hit.id, hit]));
    const cards = hits.map((hit) => {
      const key = `${hit.id} ${hit.version} ${hit.modality} ${hit.score}`;
      const element = known.get(key) ?? card(hit, this.#on);
      element.dataset.key = key;
      return element;
    });
    this.#element.replaceChildren(...cards);
    this.#remember(cards[0]);
  }

  get size() {
    return this.#hits.size;
  }

  remove(id) {
    const gone = this.#find(id);
    if (!gone) {
      return;
    }
    const next = gone.nextElementSibling ?? gone.previousElementSibling;
    const focused = gone.contains(document.activeElement);
    gone.remove();
    this.#hits.delete(id);
    this.#remember(next);
    if (focused) {
      next?.querySelector(".tile").focus();
    }
  }

  focusFirst() {
    this.#element.querySelector(".tile")?.focus();
  }

  #find(id) {
    return [...this.#element.children].find((element) => element.dataset.id === id);
  }

  /** Only one card's buttons are reached by Tab; the arrows choose which. */
  #remember(chosen) {
    if (!chosen) {
      return;
    }
    for (const element of this.#element.children) {
      for (const button of element.querySelectorAll("button")) {
        button.tabIndex = element === chosen ? 0 : -1;
      }
    }
  }

  #key(event) {
    const cards = [...this.#element.children];
    const at = cards.indexOf(event.target.closest(".card"));
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const hit = this.#hits.get(cards[at].dataset.id);
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -this.#columns(cards), ArrowDown: this.#columns(cards) };
    if (event.key in steps) {
      event.preventDefault();
      const to = at + steps[event.key];
      if (to < 0 && event.key === "ArrowUp") {
        $("words").focus();
      } else {
        this.#focus(cards[Math.max(0, Math.min(cards.length - 1, to))]);
      }
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      this.#focus(cards.at(event.key === "Home" ? 0 : -1));
    } else if (event.key === "i" || event.key === "I") {
      event.preventDefault();
      this.#on.details(hit);
    } else if (event.key === "Delete") {
      event.preventDefault();
      this.#on.remove(hit);
    }
  }

  #focus(element) {
    const tile = element.querySelector(".tile");
    tile.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }

  #columns(cards) {
    const top = cards[0].offsetTop;
    const second = cards.findIndex((element) => element.offsetTop > top);
    return second < 0 ? cards.length : second;
  }
}
