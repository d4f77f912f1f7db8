package dev.weft.mining.anchors;

import dev.weft.core.Anchor;
import dev.weft.core.Feedback;
import dev.weft.core.MediaEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Joins what is said of an item, in whatever order it comes: the newest version wins, at equal versions a deletion does, and what is older comes too
 * late. An item makes anchors once the version that was uploaded last is embedded; while it is being embedded, those of the version before stay.
 */
public final class ItemJoin extends ContextualProcessor<String, ItemFact, String, @Nullable Anchor> {

    private static final String BEHIND_THE_KEY = "?";

    private @Nullable KeyValueStore<String, MediaEvent> media;
    private @Nullable KeyValueStore<String, EmbeddedRows> embedded;
    private @Nullable KeyValueStore<String, List<Feedback>> judged;
    private @Nullable KeyValueStore<String, Anchor> written;

    @Override
    public void init(ProcessorContext<String, @Nullable Anchor> context) {
        super.init(context);
        media = context.getStateStore(Stores.MEDIA);
        embedded = context.getStateStore(Stores.EMBEDDED);
        judged = context.getStateStore(Stores.JUDGED);
        written = context.getStateStore(Stores.WRITTEN);
    }

    @Override
    public void process(Record<String, ItemFact> arrived) {
        String item = arrived.key();
        boolean news = switch (arrived.value()) {
            case ItemFact.Uploaded(MediaEvent event) -> uploaded(item, event);
            case ItemFact.Embedded(EmbeddedRows rows) -> embedded(item, rows);
            case ItemFact.Judged(List<Feedback> judgements) -> judged(item, judgements);
            case ItemFact.Forgotten forgotten -> forget(item);
        };
        if (news) {
            write(arrived);
        }
    }

    private boolean uploaded(String item, MediaEvent event) {
        MediaEvent known = of(media).get(item);
        boolean newer = known == null
                || event.version() > known.version()
                || (event.version() == known.version() && !(known instanceof MediaEvent.Deleted));
        if (newer) {
            of(media).put(item, event);
        }
        return newer;
    }

    private boolean embedded(String item, EmbeddedRows rows) {
        EmbeddedRows known = of(embedded).get(item);
        boolean newer = known == null
                || rows.version() > known.version()
                || (rows.version() == known.version() && !known.isDeleted());
        if (newer) {
            of(embedded).put(item, rows);
        }
        return newer;
    }

    private boolean judged(String item, List<Feedback> judgements) {
        of(judged).put(item + BEHIND_THE_KEY + judgements.getFirst().queryId(), judgements);
        return true;
    }

    private boolean forget(String item) {
        of(media).delete(item);
        of(embedded).delete(item);
        behind(item, of(judged)).keySet().forEach(of(judged)::delete);
        return true;
    }

    private void write(Record<String, ItemFact> cause) {
        String item = cause.key();
        MediaEvent event = of(media).get(item);
        EmbeddedRows rows = of(embedded).get(item);
        boolean gone = event == null || event instanceof MediaEvent.Deleted;
        if (event instanceof MediaEvent.Stored stored) {
            if (rows == null || rows.version() < stored.version()) {
                return;
            }
            if (rows.version() > stored.version() && !rows.isDeleted()) {
                // The version that these rows are of has not come yet.
                return;
            }
            gone = rows.isDeleted();
        }
        List<Anchor> anchors = gone || rows == null || !(event instanceof MediaEvent.Stored stored)
                ? List.of()
                : AnchorRules.of(
                        stored.item(),
                        stored.occurredAt(),
                        rows,
                        behind(item, of(judged)).values());
        writeChanges(cause, anchors);
    }

    private void writeChanges(Record<String, ItemFact> cause, List<Anchor> anchors) {
        String item = cause.key();
        Map<String, Anchor> before = behind(item, of(written));
        Anchor own = of(written).get(item);
        if (own != null) {
            before.put(item, own);
        }
        for (Anchor anchor : anchors) {
            if (!anchor.equals(before.remove(anchor.id()))) {
                of(written).put(anchor.id(), anchor);
                context().forward(new Record<>(anchor.id(), anchor, cause.timestamp()));
            }
        }
        for (String vanished : before.keySet()) {
            of(written).delete(vanished);
            context().forward(new Record<>(vanished, null, cause.timestamp()));
        }
    }

    /** What lies under keys that start with the item's and a question mark, which no id has. */
    private static <V> Map<String, V> behind(String item, KeyValueStore<String, V> store) {
        Map<String, V> found = new HashMap<>();
        try (KeyValueIterator<String, V> rows = store.prefixScan(item + BEHIND_THE_KEY, new StringSerializer())) {
            while (rows.hasNext()) {
                KeyValue<String, V> row = rows.next();
                found.put(row.key, row.value);
            }
        }
        return found;
    }

    private static <V> KeyValueStore<String, V> of(@Nullable KeyValueStore<String, V> store) {
        if (store == null) {
            throw new IllegalStateException("the join is used before it is initialised");
        }
        return store;
    }
}
