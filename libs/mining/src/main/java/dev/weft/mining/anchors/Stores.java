package dev.weft.mining.anchors;

import dev.weft.core.Feedback;
import dev.weft.events.EventCodecs;
import dev.weft.streams.EventSerdes;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores of the topology, on disk and each with a changelog: a miner that comes back, or a standby, goes on where it was. */
public final class Stores {

    /** {@code tenant/queryId} → all judgements of the query. */
    static final String JUDGEMENTS = "miner-judgements";

    /** {@code tenant/mediaId} → the newest version, or its deletion, so that a late older one stays out. */
    static final String MEDIA = "miner-media";

    /** {@code tenant/mediaId} → the rows of the newest version that was embedded. */
    static final String EMBEDDED = "miner-embedded";

    /** {@code tenant/mediaId?queryId} → all judgements of a query that concerns the item. */
    static final String JUDGED = "miner-judged";

    /** An anchor's id → the anchor as it was last written, so that only changes are written and nothing that vanished is left behind. */
    static final String WRITTEN = "miner-written";

    private Stores() {}

    /** The store of the judgements. */
    public static String ofJudgements() {
        return JUDGEMENTS;
    }

    /** The stores of the join. */
    public static String[] ofTheJoin() {
        return new String[] {MEDIA, EMBEDDED, JUDGED, WRITTEN};
    }

    public static List<StoreBuilder<?>> all(EventCodecs codecs) {
        Serde<List<Feedback>> judgements = judgements(codecs);
        return List.of(
                store(JUDGEMENTS, judgements),
                store(MEDIA, EventSerdes.of(codecs.media())),
                store(EMBEDDED, EmbeddedRows.serde()),
                store(JUDGED, judgements),
                store(WRITTEN, EventSerdes.of(codecs.anchors())));
    }

    @SuppressWarnings("unchecked") // Kafka's serde of lists wants a class, and classes know no element types.
    public static Serde<List<Feedback>> judgements(EventCodecs codecs) {
        return Serdes.ListSerde(ArrayList.class, EventSerdes.of(codecs.feedback()));
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }
}
