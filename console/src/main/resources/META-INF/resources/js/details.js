import { media, remove } from "./api.js";
import { attributeChip, filtersOf } from "./card.js";
import { $, h, openDialog, picture } from "./dom.js";
import { bytes, instant, title } from "./format.js";
import { complain, inform } from "./notices.js";
import { timeline } from "./tray.js";

const fact = (name, value) => (value === null || value === undefined ? [] : [h("dt", {}, name), h("dd", {}, value)]);

/** The dialog that shows all of one item, and the question before one is deleted. */
export function wireDetails({ onLike, onFilter, onRemoved }) {
  const dialog = $("details");
  let shown = null;

  const askAndRemove = (item) => {
    const confirm = $("confirm");
    $("confirm-text").textContent = `“${title(item)}” leaves every search at once. This can't be undone.`;
    confirm.returnValue = "no";
    openDialog(confirm);
    confirm.addEventListener(
      "close",
      async () => {
        if (confirm.returnValue !== "yes") {
          return;
        }
        try {
          await remove(item.id);
          dialog.close();
          onRemoved(item.id);
          inform("Deleted", title(item));
        } catch (problem) {
          complain(problem);
        }
      },
      { once: true },
    );
  };

  const fill = (item) => {
    const image = item.parts.find((part) => part.modality === "image");
    const chips = filtersOf(item.attributes).map((filter) => {
      const chip = attributeChip(filter, (chosen) => {
        dialog.close();
        onFilter(chosen);
      });
      chip.tabIndex = 0;
      chip.firstChild.textContent = `${filter[0]}: ${filter[1]}`;
      return chip;
    });
    $("details-body").replaceChildren(
      h("div.chips", {}, chips),
      h(
        "dl",
        {},
        fact("Id", item.id),
        fact("Family", item.family === item.id ? null : item.family),
        fact("Picture", image && h("a", { href: item.links.content, target: "_blank", rel: "noopener" }, `${image.contentType}, ${bytes(image.sizeBytes)}`)),
        fact("State", timeline(item)),
        fact("Accepted", item.stages[0] && instant(item.stages[0].at)),
        fact("Version", String(item.version)),
        fact("Release", item.release),
        fact("Failure", item.failure && item.failure.message),
      ),
    );
  };

  $("details-like").addEventListener("click", () => {
    dialog.close();
    onLike(shown);
  });
  $("details-delete").addEventListener("click", () => askAndRemove(shown));

  return {
    askAndRemove,
    async open(hit) {
      shown = hit;
      $("details-title").textContent = title(hit);
      $("details-picture").replaceChildren(hit.content ? picture(hit.content) : h("span.words", {}, title(hit)));
      $("details-body").replaceChildren();
      openDialog(dialog);
      try {
        const item = await media(hit.id);
        if (shown === hit) {
          fill(item);
        }
      } catch (problem) {
        dialog.close();
        complain(problem);
      }
    },
  };
}
