import { advice } from "./advice.js";
import { $, h, icon } from "./dom.js";

const SHOWN_MILLIS = 9000;

function show(kind, symbol, title, text, remedy) {
  const notice = h(
    `div.notice${kind}`,
    {},
    icon(symbol),
    h("div", {}, h("strong", {}, title), text && h("p", {}, text), remedy && h("p.remedy", {}, remedy)),
    h("button.plain", { type: "button", onclick: () => notice.remove(), aria: { label: "Dismiss" } }, icon("close")),
  );
  $("notices").append(notice);
  setTimeout(() => notice.remove(), SHOWN_MILLIS);
}

export const inform = (title, text) => show(".good", "check", title, text);

export const complain = (problem) => show("", "alert", problem.title, problem.detail, advice(problem));
