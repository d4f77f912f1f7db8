import { $, h, icon } from "./dom.js";

/** Shows the modality choice and the filters as chips; tells what a person changes. */
export function wireFilters({ onModality, onRemove }) {
  $("modalities").addEventListener("change", (event) => onModality(event.target.value));
  return {
    show(query) {
      $("modalities").querySelector(`input[value="${query.modality}"]`).checked = true;
      $("filters").replaceChildren(
        ...query.filters.map((filter) => {
          const [field, value] = filter;
          return h(
            "li",
            {},
            h(
              "button.chip.on",
              { type: "button", title: "Remove this filter", onclick: () => onRemove(filter), aria: { label: `Remove the filter ${field}: ${value}` } },
              h("span", {}, `${field}: ${value}`),
              icon("close"),
            ),
          );
        }),
      );
    },
  };
}
