package dev.weft.standalone;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where everything of one standalone is, as the configuration of the services: the keys are theirs.
 *
 * @param partitions of the topics when they are created; theirs when empty
 * @param vectorStore where vectors lie, when not in the data folder
 */
record Assembly(
        DataFolder data,
        String host,
        int httpPort,
        int kafkaPort,
        OptionalInt partitions,
        Optional<String> vectorStore) {

    static final String VECTOR_STORE = "weft.vector-store";

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** Where this process reaches its own gateway. */
    URI gateway() {
        String reached = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://" + (reached.contains(":") ? "[" + reached + "]" : reached) + ":" + httpPort);
    }

    /** What goes over the defaults of the services and over application.properties. */
    Map<String, String> configuration() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("quarkus.http.host", host);
        keys.put("quarkus.http.port", Integer.toString(httpPort));
        keys.put("quarkus.log.file.path", data.log().toString());
        keys.put("weft.kafka.bootstrap-servers", bootstrapServers());
        keys.put("weft.gateway.state", data.gateway().toString());
        keys.put("weft.miner.state", data.miner().toString());
        keys.put("weft.trainer.state", data.trainer().toString());
        keys.put("weft.rollout.state", data.rollout().toString());
        keys.put("weft.object-store", "folder:" + data.objects());
        keys.put(VECTOR_STORE, vectorStore.orElseGet(() -> "lucene:" + data.index()));
        partitions.ifPresent(count -> keys.put("weft.topics.partitions", Integer.toString(count)));
        return keys;
    }
}
