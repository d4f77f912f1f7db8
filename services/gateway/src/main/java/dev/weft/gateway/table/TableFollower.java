package dev.weft.gateway.table;

import dev.weft.events.KafkaSettings;
import dev.weft.streams.StreamsListener;
import dev.weft.streams.StreamsPlan;
import dev.weft.streams.StreamsRunner;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a {@link MediaTable} up to date, on threads of its own; {@link #start} returns at once. */
public final class TableFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableFollower.class);

    private final StreamsRunner runner;

    /** @param folder where the stores lie; one gateway at a time may use it */
    public TableFollower(KafkaSettings settings, Path folder, MediaTable table) {
        StreamsPlan plan = new StreamsPlan(
                "weft-gateway",
                folder,
                () -> TableTopology.build(settings.topics(), table),
                Map.of(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed"));
        this.runner = new StreamsRunner(settings, plan, new Switch(table));
    }

    /** Begins to follow. */
    public void start() {
        runner.start();
    }

    /** Why the table isn't up to date, if it isn't. */
    public Optional<String> problem() {
        return runner.problem();
    }

    /** Stops and closes the stores. Idempotent; takes a few seconds at most. */
    @Override
    public void close() {
        runner.close();
    }

    private record Switch(MediaTable table) implements StreamsListener {
        @Override
        public void live(KafkaStreams streams) {
            table.goLive(new StreamsTableView(streams));
            LOG.info("The gateway's table is live: {}", table.states());
        }

        @Override
        public void dark() {
            table.goDark();
        }
    }
}
