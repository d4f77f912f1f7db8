package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.sink.source.ForeignRecords;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration as an operator writes it. */
class SinkSettingsTest {

    private static final String SESSION = "weft.kafka.properties.\"session.timeout.ms\"";

    @TempDir
    Path folder;

    private static SinkSettings read(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(SinkConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
        return SinkSettings.read(
                config.getConfigMapping(SinkConfig.class),
                key -> config.getOptionalValue(key, String.class),
                config.getPropertyNames());
    }

    private static Map<String, String> foreign(String... keysAndValues) {
        Map<String, String> values =
                new TreeMap<>(Map.of("weft.sink.source", "foreign", "weft.sink.foreign.topic", "products"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return values;
    }

    @Test
    void shouldReadWeftsOwnTopicByDefault() {
        SinkSettings settings = read(Map.of());

        assertThat(settings.topic()).isEqualTo("weft.embeddings");
        assertThat(settings.foreign()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"lucene:data/index, 1", "memory:x, 1", "milvus:http://localhost:19530, 4"})
    void shouldHaveOneWriterForAStoreInThisProcessAndMoreForARemoteOne(String store, int writers) {
        assertThat(read(Map.of("weft.vector-store", store)).writing().writers()).isEqualTo(writers);
        assertThat(read(Map.of("weft.vector-store", store, "weft.sink.writers", "7"))
                        .writing()
                        .writers())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "writers, 65",
        "max-batch-bytes, 1",
        "max-in-flight-bytes, 1",
        "max-in-flight-records, 1",
        "drain-timeout, 2m",
        "exhausted-retry, 1ms"
    })
    void shouldNameTheKeyWhenAValueIsOutOfItsRange(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("weft.sink." + key, value)))
                .withMessageContaining("weft.sink." + key);
    }

    @Test
    void shouldNameBothKeysWhenTheDrainTakesLongerThanAMemberMayBeSilent() {
        String maxPollInterval = "weft.kafka.properties.\"max.poll.interval.ms\"";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("weft.sink.drain-timeout", "20S", maxPollInterval, "20000")))
                .withMessage("weft.sink.drain-timeout must be shorter than weft.kafka.properties.max.poll.interval.ms,"
                        + " which is PT20S, got PT20S");
        assertThat(read(Map.of("weft.sink.drain-timeout", "20S", maxPollInterval, "20001"))
                        .reading()
                        .drainTimeout())
                .isEqualTo(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({"milvus:http://milvus?deadline=PT10S, 10000", "milvus:http://milvus, 30000"})
    void shouldRefuseASessionThatEndsBeforeACallToTheStore(String store, String sessionMillis) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("weft.vector-store", store, SESSION, sessionMillis)))
                .withMessageContaining("session.timeout.ms")
                .withMessageContaining("weft.vector-store (deadline=PT");
        assertThat(read(Map.of("weft.vector-store", store, SESSION, "30001"))
                        .kafka()
                        .properties())
                .containsEntry("session.timeout.ms", "30001");
    }

    @ParameterizedTest
    @CsvSource({"milvus:http://milvus, 35000", "milvus:http://milvus?deadline=PT4S,", "lucene:data/index,"})
    void shouldWaitLongerForASilentMemberWhenCallsToItsStoreMayTakeLonger(
            String store, @Nullable String sessionMillis) {
        assertThat(read(Map.of("weft.vector-store", store)).kafka().properties().get("session.timeout.ms"))
                .isEqualTo(sessionMillis);
    }

    @Test
    void shouldNameTheKeyWhenAForeignTopicIsDescribedBadly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("weft.sink.source", "foreign")))
                .withMessageContaining("weft.sink.foreign.topic must be set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(foreign("weft.sink.foreign.format", "avro")))
                .withMessageContaining("weft.schema-registry.url");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(foreign("weft.sink.foreign.deleted", "gone")))
                .withMessageContaining("weft.sink.foreign.deleted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(foreign("weft.sink.foreign.modality", "smell")))
                .withMessageContaining("modality must be one of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(foreign("weft.sink.foreign.attributes.price", "price")))
                .withMessageContaining("weft.sink.foreign.attributes.price");
    }

    @Test
    void shouldReadAvroByTheSchemasThatFilesHold() throws Exception {
        // given
        Path schema = Files.writeString(folder.resolve("product.avsc"), """
                {"type": "record", "name": "Product", "fields": [
                  {"name": "id", "type": "string"}, {"name": "v", "type": {"type": "array", "items": "float"}}]}""");
        SinkSettings settings = read(foreign(
                "weft.sink.foreign.format",
                "avro",
                "weft.sink.foreign.schemas.17",
                schema.toString(),
                "weft.sink.foreign.key",
                "/id",
                "weft.sink.foreign.vector",
                "/v"));
        ForeignSettings foreign = settings.foreign().orElseThrow();

        // when
        MediaEmbedded event = new ForeignRecords(foreign.format(), foreign.mapping())
                .read(new ConsumerRecord<>("products", 0, 0, new byte[0], product(17)));

        // then
        assertThat(event.key()).isEqualTo(MediaKey.of("default", "a1"));
        assertThat(((MediaEmbedded.Vectors) event).parts().getFirst().vector().toArray())
                .containsExactly(0.6f, 0.8f);
    }

    /** By hand: the header, a text of 2 bytes, a block of 2 numbers, the end of the array. */
    private static byte[] product(int schemaId) {
        return ByteBuffer.allocate(18)
                .put((byte) 0)
                .putInt(schemaId)
                .put(new byte[] {4, 'a', '1', 4})
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(3)
                .putFloat(4)
                .put((byte) 0)
                .array();
    }
}
