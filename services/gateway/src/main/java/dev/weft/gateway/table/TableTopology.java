package dev.weft.gateway.table;

import dev.weft.events.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Two global stores, one per topic: every gateway holds every item. */
final class TableTopology {

    static final String MEDIA = "gateway-media";
    static final String STATUS = "gateway-status";

    private TableTopology() {}

    static Topology build(Topics topics, MediaTable table) {
        Topology topology = new Topology();
        addStore(topology, MEDIA, topics.media(), table::onMedia);
        addStore(topology, STATUS, topics.status(), table::onStatus);
        return topology;
    }

    private interface Row {
        void arrived(String key, byte @Nullable [] value, byte @Nullable [] present, Runnable put);
    }

    private static void addStore(Topology topology, String name, String topic, Row row) {
        StoreBuilder<KeyValueStore<String, byte[]>> store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled();
        ProcessorSupplier<String, byte[], Void, Void> supplier = () -> new RowProcessor(name, row);
        topology.addGlobalStore(
                store,
                name + "-source",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topic,
                name + "-rows",
                supplier);
    }

    private static final class RowProcessor extends ContextualProcessor<String, byte[], Void, Void> {

        private final String name;
        private final Row row;

        private RowProcessor(String name, Row row) {
            this.name = name;
            this.row = row;
        }

        @Override
        public void process(Record<String, byte[]> arrived) {
            KeyValueStore<String, byte[]> store = context().getStateStore(name);
            row.arrived(
                    arrived.key(),
                    arrived.value(),
                    store.get(arrived.key()),
                    () -> store.put(arrived.key(), arrived.value()));
        }
    }
}
