package dev.weft.gateway.table;

import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads the stores of a running {@link KafkaStreams}. */
final class StreamsTableView implements TableView {

    private final ReadOnlyKeyValueStore<String, byte[]> media;
    private final ReadOnlyKeyValueStore<String, byte[]> status;

    StreamsTableView(KafkaStreams streams) {
        this.media = store(streams, TableTopology.MEDIA);
        this.status = store(streams, TableTopology.STATUS);
    }

    @Override
    public byte @Nullable [] media(String key) {
        return read(media, store -> store.get(key));
    }

    @Override
    public byte @Nullable [] status(String key) {
        return read(status, store -> store.get(key));
    }

    @Override
    public void forEachMedia(BiConsumer<String, byte[]> row) {
        try (KeyValueIterator<String, byte[]> all = media.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> next = all.next();
                row.accept(next.key, next.value);
            }
        }
    }

    private static byte @Nullable [] read(
            ReadOnlyKeyValueStore<String, byte[]> store,
            Function<ReadOnlyKeyValueStore<String, byte[]>, byte @Nullable []> query) {
        try {
            return query.apply(store);
        } catch (InvalidStateStoreException e) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "the gateway's table is closed", e);
        }
    }

    private static ReadOnlyKeyValueStore<String, byte[]> store(KafkaStreams streams, String name) {
        return streams.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
    }
}
