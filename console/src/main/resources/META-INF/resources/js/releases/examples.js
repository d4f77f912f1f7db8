// Queries whose answer changed most: what was found before, and what is found now.
import { h, picture } from "../dom.js";
import { count, plain } from "../format.js";

const SHOWN_AT_ONCE = 4;

/** Only an address of this server, or a picture in itself: the report holds what strangers wrote. */
function ownPicture(url) {
  try {
    const address = new URL(url, location.href);
    return address.origin === location.origin || address.href.startsWith("data:image/") ? address.href : null;
  } catch {
    return null;
  }
}

function hit({ id, caption, imageUrl }, right) {
  const words = () => h("span.words", {}, plain(caption || id));
  const own = imageUrl ? ownPicture(imageUrl) : null;
  const item = h("li", { title: plain(caption || id), className: id === right ? "right" : "" });
  if (own) {
    const image = picture(own, plain(caption || id));
    image.addEventListener("error", () => image.replaceWith(words())); // the item was deleted since
    item.append(image);
  } else {
    item.append(words());
  }
  return item;
}

const answer = (title, hits, right) => h("div.answer", {}, h("span", {}, title), h("ol.hits", { aria: { label: title } }, hits.map((one) => hit(one, right))));

const example = ({ query, rankBefore, rankAfter, before, after }) =>
  h(
    "article.example-query",
    { data: { trend: rankAfter < rankBefore ? "better" : "worse" } },
    h("h4", {}, `“${plain(query.caption)}”`),
    h("p", {}, "The right one moves from rank ", h("b", {}, count(rankBefore)), " to ", h("b", {}, count(rankAfter))),
    answer("before", before, query.id),
    answer("now", after, query.id),
  );

function column(title, examples) {
  const shown = examples.slice(0, SHOWN_AT_ONCE).map(example);
  const rest = examples.slice(SHOWN_AT_ONCE);
  return h(
    "section",
    {},
    h("h3", {}, title),
    examples.length ? shown : h("p.none", {}, "None."),
    rest.length > 0 && h("details", {}, h("summary", {}, `${count(rest.length)} more`), rest.map(example)),
  );
}

/** Both columns; null where the report has no examples. */
export function examples(all) {
  if (!all.length) {
    return null;
  }
  const better = all.filter(({ rankBefore, rankAfter }) => rankAfter < rankBefore);
  const worse = all.filter(({ rankBefore, rankAfter }) => rankAfter >= rankBefore);
  return h("div.both", {}, column("Queries that got better", better), column("Queries that got worse", worse));
}
