package dev.weft.mining.anchors;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.Feedback;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartContent;
import dev.weft.core.PartKey;
import dev.weft.core.Split;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which pairs an item makes. */
final class AnchorRules {

    private AnchorRules() {}

    /**
     * The item's own pair, and those of feedback. None for an item whose family is not for training.
     *
     * @param rows of the same version as the item
     * @param queries all judgements of each query that concerns the item
     */
    static List<Anchor> of(MediaItem item, Instant occurredAt, EmbeddedRows rows, Collection<List<Feedback>> queries) {
        Optional<EmbeddedRows.Row> media = rows.media();
        if (Split.of(item.family()) != Split.TRAIN || media.isEmpty()) {
            return List.of();
        }
        Builder builder = new Builder(item, media.get(), occurredAt);
        List<Anchor> anchors = new ArrayList<>();
        rows.text().ifPresent(text -> anchors.add(builder.own(text.part(), unrelatedToTheItem(item.key(), queries))));
        for (List<Feedback> query : queries) {
            for (Feedback judgement : query) {
                if (judgement.label() != Feedback.Label.NOT_RELEVANT) {
                    builder.judged(judgement, query).ifPresent(anchor -> replace(anchors, anchor));
                }
            }
        }
        return anchors;
    }

    /** A result that was chosen and then said to be a pair is one anchor; what was said last counts. */
    private static void replace(List<Anchor> anchors, Anchor anchor) {
        anchors.removeIf(other -> other.id().equals(anchor.id()));
        anchors.add(anchor);
    }

    private static List<MediaKey> unrelatedToTheItem(MediaKey item, Collection<List<Feedback>> queries) {
        return queries.stream()
                .flatMap(List::stream)
                .filter(judgement ->
                        judgement.query() instanceof Feedback.Query.Item(MediaKey asked) && asked.equals(item))
                .filter(judgement -> judgement.label() == Feedback.Label.NOT_RELEVANT)
                .map(Feedback::media)
                .distinct()
                .toList();
    }

    private record Builder(MediaItem item, EmbeddedRows.Row media, Instant occurredAt) {

        Anchor own(String textPart, List<MediaKey> unrelated) {
            TextSide text = new TextSide.Caption(new PartKey(item.key(), textPart));
            return anchor("", text, unrelated, Anchor.Origin.ITEM, occurredAt);
        }

        Optional<Anchor> judged(Feedback judgement, List<Feedback> query) {
            List<MediaKey> unrelated = query.stream()
                    .filter(other -> other.label() == Feedback.Label.NOT_RELEVANT)
                    .map(Feedback::media)
                    .distinct()
                    .toList();
            Anchor.Origin origin =
                    judgement.label() == Feedback.Label.PAIR ? Anchor.Origin.PAIR : Anchor.Origin.CLICKED;
            return switch (judgement.query()) {
                case Feedback.Query.Text(String words) ->
                    judgement.media().equals(item.key())
                            ? Optional.of(anchor(
                                    "?" + judgement.queryId(),
                                    new TextSide.QueryText(words),
                                    unrelated,
                                    origin,
                                    judgement.occurredAt()))
                            : Optional.empty();
                case Feedback.Query.Item(MediaKey asked) ->
                    asked.equals(item.key())
                            ? Optional.of(anchor(
                                    "?" + judgement.queryId() + "?"
                                            + judgement.media().id(),
                                    new TextSide.Caption(new PartKey(judgement.media(), Part.CAPTION)),
                                    unrelated,
                                    origin,
                                    judgement.occurredAt()))
                            : Optional.empty();
            };
        }

        private Anchor anchor(
                String suffix, TextSide text, List<MediaKey> unrelated, Anchor.Origin origin, Instant when) {
            return new Anchor(
                    item.key() + suffix,
                    item.key(),
                    item.version(),
                    media.part(),
                    media.modality(),
                    text,
                    caption(),
                    item.family(),
                    picture(),
                    unrelated,
                    origin,
                    when);
        }

        private Optional<String> caption() {
            return item.parts().stream()
                    .filter(part -> part.modality() == Modality.TEXT)
                    .map(Part::content)
                    .filter(PartContent.InlineText.class::isInstance)
                    .map(content -> ((PartContent.InlineText) content).text())
                    .findFirst();
        }

        private Optional<PartContent.StoredObject> picture() {
            return item.parts().stream()
                    .filter(part -> part.modality() == Modality.IMAGE)
                    .map(Part::content)
                    .filter(PartContent.StoredObject.class::isInstance)
                    .map(PartContent.StoredObject.class::cast)
                    .findFirst();
        }
    }
}
