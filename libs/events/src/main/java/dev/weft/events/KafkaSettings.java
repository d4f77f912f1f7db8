package dev.weft.events;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How Kafka is reached and what the topics look like: the {@code weft.kafka.*}, {@code weft.topics.*} and {@code weft.schema-registry.*}
 * keys, which all services share.
 *
 * @param bootstrapServers {@code weft.kafka.bootstrap-servers}: host:port, several separated by commas; localhost:9092 by default
 * @param topicPrefix {@code weft.topics.prefix}: in front of every topic's name; {@code weft.} by default
 * @param partitions {@code weft.topics.partitions}: of a topic when it is created; 1 to 10,000, 6 by default
 * @param replicationFactor {@code weft.topics.replication-factor}: of a topic when it is created; -1, the default, leaves it to the broker
 * @param schemaRegistry {@code weft.schema-registry.url}: its Confluent API, or Apicurio's own; unset, the built-in catalog of
 *     schema ids is used
 * @param properties {@code weft.kafka.properties.*}: passed on to every Kafka client as they are, security settings for example
 */
public record KafkaSettings(
        String bootstrapServers,
        String topicPrefix,
        int partitions,
        short replicationFactor,
        Optional<URI> schemaRegistry,
        Map<String, String> properties) {

    private static final String PROPERTIES = "weft.kafka.properties.";
    private static final int MAX_PARTITIONS = 10_000;

    /** What Kafka allows in a topic's name, short enough for the longest of our names to fit into its 249 characters. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,200}");

    public KafkaSettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("weft.kafka.bootstrap-servers must be host:port, got nothing");
        }
        if (!PREFIX.matcher(topicPrefix).matches()) {
            throw new IllegalArgumentException(
                    "weft.topics.prefix must be up to 200 characters of A-Z a-z 0-9 . _ -, got '" + topicPrefix + "'");
        }
        if (partitions < 1 || partitions > MAX_PARTITIONS) {
            throw new IllegalArgumentException("weft.topics.partitions must be 1 to 10000, got " + partitions);
        }
        if (replicationFactor != -1 && replicationFactor < 1) {
            throw new IllegalArgumentException(
                    "weft.topics.replication-factor must be positive, or -1 for the broker's default, got "
                            + replicationFactor);
        }
        properties = Map.copyOf(properties);
    }

    /** The defaults, with the broker at this address. */
    public static KafkaSettings at(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, "weft.", 6, (short) -1, Optional.empty(), Map.of());
    }

    /**
     * Reads the configuration.
     *
     * @param config the value of a key, if it is set
     * @param names all keys there are, because {@code weft.kafka.properties.*} is open-ended
     * @throws IllegalArgumentException if a value is out of its range, with the key
     */
    public static KafkaSettings from(Function<String, Optional<String>> config, Iterable<String> names) {
        Map<String, String> properties = new HashMap<>();
        for (String name : names) {
            if (name.startsWith(PROPERTIES)) {
                config.apply(name)
                        .ifPresent(value -> properties.put(unquoted(name.substring(PROPERTIES.length())), value));
            }
        }
        return new KafkaSettings(
                config.apply("weft.kafka.bootstrap-servers").orElse("localhost:9092"),
                config.apply("weft.topics.prefix").orElse("weft."),
                number(config, "weft.topics.partitions", 6),
                replicas(number(config, "weft.topics.replication-factor", -1)),
                config.apply("weft.schema-registry.url")
                        .filter(url -> !url.isBlank())
                        .map(KafkaSettings::registry),
                properties);
    }

    public Topics topics() {
        return new Topics(topicPrefix);
    }

    /** What every client of ours starts from; it knows neither serializers nor groups. */
    public Map<String, Object> clientProperties(String clientId) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        return all;
    }

    private static int number(Function<String, Optional<String>> config, String key, int byDefault) {
        Optional<String> value = config.apply(key);
        try {
            return value.map(String::strip).map(Integer::parseInt).orElse(byDefault);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a whole number, got '" + value.orElse("") + "'", e);
        }
    }

    private static short replicas(int number) {
        if (number != (short) number) {
            throw new IllegalArgumentException("weft.topics.replication-factor must be up to 32767, got " + number);
        }
        return (short) number;
    }

    private static URI registry(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                throw new URISyntaxException(url, "no http:// or https:// with a host");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "weft.schema-registry.url must be an HTTP or HTTPS URL, got '" + url + "'", e);
        }
    }

    /** Keys with dots arrive in quotes from some sources: {@code weft.kafka.properties."security.protocol"}. */
    private static String unquoted(String key) {
        return key.length() > 2 && key.startsWith("\"") && key.endsWith("\"")
                ? key.substring(1, key.length() - 1)
                : key;
    }
}
