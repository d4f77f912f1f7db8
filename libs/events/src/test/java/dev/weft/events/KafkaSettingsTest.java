package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSettingsTest {

    @Test
    void shouldHaveDefaultsWhenNothingIsConfigured() {
        assertThat(from(Map.of())).isEqualTo(KafkaSettings.at("localhost:9092"));
    }

    @Test
    void shouldTakeEveryKeyWhenConfigured() {
        KafkaSettings settings = from(Map.of(
                "weft.kafka.bootstrap-servers", "a:1,b:2",
                "weft.topics.prefix", "shop.",
                "weft.topics.partitions", "12",
                "weft.topics.replication-factor", "3",
                "weft.schema-registry.url", "http://registry:8080/apis/registry/v3",
                "weft.kafka.properties.security.protocol", "SSL",
                "weft.kafka.properties.\"sasl.mechanism\"", "PLAIN"));

        assertThat(settings)
                .isEqualTo(new KafkaSettings(
                        "a:1,b:2",
                        "shop.",
                        12,
                        (short) 3,
                        Optional.of(URI.create("http://registry:8080/apis/registry/v3")),
                        Map.of("security.protocol", "SSL", "sasl.mechanism", "PLAIN")));
    }

    @Test
    void shouldPassPropertiesOnWhenAClientIsConfigured() {
        KafkaSettings settings = from(Map.of("weft.kafka.properties.security.protocol", "SSL"));

        assertThat(settings.clientProperties("me"))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("client.id", "me")
                .containsEntry("bootstrap.servers", "localhost:9092");
    }

    @ParameterizedTest
    @CsvSource({
        "weft.kafka.bootstrap-servers, ' '",
        "weft.topics.prefix, a/b",
        "weft.topics.partitions, 0",
        "weft.topics.partitions, 10001",
        "weft.topics.partitions, six",
        "weft.topics.replication-factor, 0",
        "weft.topics.replication-factor, -2",
        "weft.topics.replication-factor, 65537",
        "weft.schema-registry.url, 'http://a b'",
        "weft.schema-registry.url, registry:8081",
        "weft.schema-registry.url, ftp://registry"
    })
    void shouldNameTheKeyWhenAValueIsOutOfRange(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> from(Map.of(key, value)))
                .withMessageContaining(key);
    }

    private static KafkaSettings from(Map<String, String> config) {
        return KafkaSettings.from(key -> Optional.ofNullable(config.get(key)), config.keySet());
    }
}
