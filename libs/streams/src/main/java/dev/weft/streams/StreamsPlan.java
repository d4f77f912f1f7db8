package dev.weft.streams;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;

/**
 * What a {@link StreamsRunner} runs.
 *
 * @param applicationId names the group, the internal topics and the state: instances of one id share the work
 * @param folder where the stores lie; one instance at a time may use it
 * @param topology made anew for each start
 * @param properties of Kafka Streams beside those that the runner sets, such as the guarantee
 */
public record StreamsPlan(
        String applicationId, Path folder, Supplier<Topology> topology, Map<String, Object> properties) {

    public StreamsPlan {
        properties = Map.copyOf(properties);
    }
}
