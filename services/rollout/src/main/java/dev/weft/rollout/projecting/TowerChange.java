package dev.weft.rollout.projecting;

import dev.weft.core.Feature;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import dev.weft.core.MediaItem;
import dev.weft.core.PartKey;
import dev.weft.core.Refusal;
import dev.weft.core.Release;
import dev.weft.core.Stage;
import dev.weft.reinference.Reinference;
import dev.weft.rollout.features.MediaTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Makes features of a release's towers for items that have only those of others. Safe for use by several threads. */
final class TowerChange {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final Release release;
    private final Supplier<MediaTable> media;
    private final Reinference towers;

    /** @param media asked when the first item is to be made */
    TowerChange(Release release, Supplier<MediaTable> media, Reinference towers) {
        this.release = release;
        this.media = media;
        this.towers = towers;
    }

    /** What became of an item. */
    sealed interface Result {}

    record Made(Ingredients ingredients) implements Result {}

    /** Something newer of the item follows. */
    record Superseded() implements Result {}

    record Refused(Refusal refusal) implements Result {}

    /**
     * Runs the towers on the version that the vectors are of.
     *
     * @return one result per item, in the same order
     * @throws IOException if media can't be read now
     * @throws TimeoutException if it can't be said now what was uploaded
     */
    List<Result> make(List<MediaEmbedded.Vectors> items) throws IOException, TimeoutException, InterruptedException {
        List<Optional<MediaEvent>> events = events(items);
        List<MediaItem> known = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            item(events.get(i), items.get(i)).ifPresent(known::add);
        }
        Iterator<Reinference.Made> made = towers.make(known).iterator();
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            MediaEmbedded.Vectors item = items.get(i);
            Optional<MediaEvent> event = events.get(i);
            results.add(item(event, item).isPresent() ? result(item, made.next()) : unmade(item, event));
        }
        return results;
    }

    /** An item was uploaded before it was embedded: when the table has read all there is now, it has all of these. */
    private List<Optional<MediaEvent>> events(List<MediaEmbedded.Vectors> items)
            throws TimeoutException, InterruptedException {
        MediaTable table = media.get();
        List<Optional<MediaEvent>> events = find(table, items);
        for (int i = 0; i < items.size(); i++) {
            long needed = items.get(i).mediaVersion();
            if (events.get(i).filter(event -> event.version() >= needed).isEmpty()) {
                table.awaitEnd(READ_TIMEOUT);
                return find(table, items);
            }
        }
        return events;
    }

    private static List<Optional<MediaEvent>> find(MediaTable table, List<MediaEmbedded.Vectors> items) {
        return table.find(items.stream().map(MediaEmbedded.Vectors::key).toList());
    }

    private static Optional<MediaItem> item(Optional<MediaEvent> event, MediaEmbedded.Vectors wanted) {
        return event.filter(one -> one.version() == wanted.mediaVersion())
                .filter(MediaEvent.Stored.class::isInstance)
                .map(one -> ((MediaEvent.Stored) one).item());
    }

    private Result unmade(MediaEmbedded.Vectors item, Optional<MediaEvent> event) {
        if (event.filter(one -> one.version() > item.mediaVersion()).isPresent()) {
            return new Superseded();
        }
        return new Refused(new Refusal(
                Stage.EMBED,
                Reasons.MISSING_MEDIA,
                new IllegalArgumentException(release.id() + " needs version " + item.mediaVersion() + " of "
                        + item.key() + " to run its towers on, and the topic of media has it no more")));
    }

    private Result result(MediaEmbedded.Vectors item, Reinference.Made made) {
        return switch (made) {
            case Reinference.Made.Refused refused -> new Refused(refused.refusal());
            case Reinference.Made.Parts parts ->
                new Made(new Ingredients(
                        parts.parts().stream().map(part -> feature(item, part)).toList(),
                        parts.parts().stream()
                                .map(Reinference.MadePart::contentHash)
                                .toList(),
                        true));
        };
    }

    private Feature feature(MediaEmbedded.Vectors item, Reinference.MadePart part) {
        String tower = Optional.ofNullable(release.contents().towers().get(part.modality()))
                .orElseThrow();
        return new Feature(
                new PartKey(item.key(), part.part()), tower, part.modality(), item.mediaVersion(), part.feature());
    }
}
