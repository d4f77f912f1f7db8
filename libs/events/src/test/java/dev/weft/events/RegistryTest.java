package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.core.MediaEvent;
import dev.weft.events.Samples.Sample;
import dev.weft.events.UndecodableRecordException.Reason;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code weft.schema-registry.url}: a real registry, and clients of it that share no code with ours. */
class RegistryTest {

    private static final Topics TOPICS = new Topics("shop.");

    private static RegistryServer server;
    private static EventCodecs codecs;

    @BeforeAll
    static void startRegistry() throws Exception {
        server = RegistryServer.start();
        // Another platform's subjects first: from here on, an id of a schema is not the number of its version any more.
        EventCodecs.open(server.settings("other."));
        codecs = EventCodecs.open(server.settings("shop."));
    }

    static List<Sample<?>> samples() {
        return Samples.all(codecs);
    }

    @AfterAll
    static void stopRegistry() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldComeBackWhenWritten(Sample<?> sample) throws Exception {
        // when
        Object event = sample.codec().decode(encoded(sample));

        // then (dead letters hold arrays, whose equality is identity)
        assertThat(event)
                .usingRecursiveComparison(RecursiveComparisonConfiguration.builder()
                        .withStrictTypeChecking(true)
                        .build())
                .isEqualTo(sample.event());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldBeReadableWhenAForeignReaderAsksForTheId(Sample<?> sample) throws Exception {
        // when
        GenericRecord record = server.foreignClient().read(encoded(sample));

        // then
        assertThat(record.getSchema().getNamespace()).isEqualTo("dev.weft.schemas");
        assertThat(record.getSchema().toString()).doesNotContain("avro.java.string");
    }

    @Test
    void shouldReadAVersionOfSomebodyElseWhenItIsRegistered() throws Exception {
        // given a newer producer, whose schema has one more field
        Schema ours = new Schema.Parser().parse(latest("media"));
        String newer = ours.toString().replaceFirst("\"fields\":\\[", """
                "fields":[{"name":"camera","type":"string","default":""},""");
        int id = server.foreignClient()
                .register("shop.media-value", newer)
                .body()
                .get("id")
                .asInt();
        GenericRecord record = new GenericRecordBuilder(new Schema.Parser().parse(newer))
                .set("camera", "a1")
                .set("tenant", "default")
                .set("mediaId", "apple-1")
                .set("version", 7L)
                .set("kind", new GenericData.EnumSymbol(ours.getField("kind").schema(), "DELETED"))
                .set("occurredAt", 1L)
                .build();

        // when
        MediaEvent event = codecs.media().decode(ForeignRegistryClient.write(id, record));

        // then
        assertThat(event).isInstanceOf(MediaEvent.Deleted.class);
        assertThat(event.key()).hasToString("default/apple-1");
        assertThat(event.version()).isEqualTo(7);
    }

    @Test
    void shouldAgreeWithApicuriosSerdeWhenItReads() {
        // given
        try (AvroKafkaDeserializer<GenericRecord> serde = new AvroKafkaDeserializer<>()) {
            serde.configure(Map.of("apicurio.registry.url", server.url()), false);

            // when
            GenericRecord record =
                    serde.deserialize(TOPICS.media(), codecs.media().encode(Samples.STORED));

            // then
            assertThat(record.get("mediaId")).hasToString("apple-1");
            assertThat((List<?>) record.get("parts")).hasSize(2);
        }
    }

    @Test
    void shouldAgreeWithApicuriosSerdeWhenItWrites() throws Exception {
        // when (the generated class, and with it another text of the same schema)
        byte[] value = writtenByApicurio(TOPICS.media(), "true");

        // then
        assertThat(codecs.media().decode(value)).isEqualTo(Samples.STORED);
    }

    @Test
    void shouldReadSomebodyElsesRecordAsATreeWhenTheRegistryKnowsItsSchema() throws Exception {
        // given
        String theirs = "{\"type\":\"record\",\"name\":\"Product\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}";
        int id = server.foreignClient()
                .register("products-value", theirs)
                .body()
                .get("id")
                .asInt();
        GenericRecord record = new GenericRecordBuilder(new Schema.Parser().parse(theirs))
                .set("id", "shoe-1")
                .build();
        AvroTrees trees =
                AvroTrees.ofRegistry(server.settings("shop.").schemaRegistry().orElseThrow());

        // when
        String read =
                trees.read(ForeignRegistryClient.write(id, record)).at("/id").textValue();

        // then
        assertThat(read).isEqualTo("shoe-1");
    }

    @Test
    void shouldSayUnknownIdWhenASchemaIsInPieces() throws Exception {
        // given (by default Apicurio's serde registers each named type by itself)
        byte[] value = writtenByApicurio("fresh.media", "false");

        // then
        assertThatExceptionOfType(UndecodableRecordException.class)
                .isThrownBy(() -> codecs.media().decode(value))
                .returns(Reason.UNKNOWN_SCHEMA_ID, UndecodableRecordException::reason)
                .withMessageContaining("whole in itself");
    }

    private static byte[] writtenByApicurio(String topic, String whole) {
        try (AvroKafkaSerializer<Object> serde = new AvroKafkaSerializer<>()) {
            serde.configure(
                    Map.of(
                            "apicurio.registry.url",
                            server.url(),
                            "apicurio.registry.auto-register",
                            "true",
                            "apicurio.registry.dereference-schema",
                            whole),
                    false);
            return serde.serialize(topic, new MediaMapping().toAvro(Samples.STORED));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 999_999, Integer.MAX_VALUE})
    void shouldSayUnknownIdWhenTheRegistryHasNoSuchSchema(int id) {
        // given
        byte[] value = codecs.media().encode(Samples.STORED);
        ByteBuffer.wrap(value).putInt(1, id);

        // then
        assertThatExceptionOfType(UndecodableRecordException.class)
                .isThrownBy(() -> codecs.media().decode(value))
                .returns(Reason.UNKNOWN_SCHEMA_ID, UndecodableRecordException::reason)
                .withMessageContaining(Integer.toString(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"media", "features", "embeddings", "status", "dlq", "replays"})
    void shouldRefuseAnIncompatibleSchemaWhenTheSubjectIsOurs(String topic) throws Exception {
        // given
        String incompatible = """
                {"type": "record", "name": "Other", "namespace": "dev.weft.schemas", "fields": [{"name": "new", "type": "long"}]}""";

        ForeignRegistryClient registry = server.foreignClient();
        String subject = "shop." + topic + "-value";

        // when
        ForeignRegistryClient.Answer answer = registry.register(subject, incompatible);

        // then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(registry.get("/config/" + subject).body().get("compatibilityLevel"))
                .hasToString("\"BACKWARD_TRANSITIVE\"");
    }

    @Test
    void shouldNotStartWhenOurSchemaIsIncompatibleWithWhatIsThere() throws Exception {
        // given
        server.foreignClient().register("taken.media-value", latest("media").replace("\"mediaId\"", "\"itemId\""));

        // then
        assertThatExceptionOfType(SchemaRegistryException.class)
                .isThrownBy(() -> EventCodecs.open(server.settings("taken.")))
                .withMessageContaining("409")
                .withMessageContaining("taken.media-value");
    }

    @Test
    void shouldHaveOneVersionWhenStartedAgain() throws Exception {
        // when
        EventCodecs again = EventCodecs.open(server.settings("other."));

        // then
        assertThat(again.status().encode(Samples.FAILED))
                .startsWith(Arrays.copyOf(codecs.status().encode(Samples.FAILED), 5));
        assertThat(server.foreignClient()
                        .get("/subjects/other.status-value/versions")
                        .body())
                .hasSize(1);
    }

    @Test
    void shouldNotTakeItForAnUnknownIdWhenTheUrlIsNoRegistry() {
        // given
        RegistryClient client = new RegistryClient(URI.create(server.address() + "/elsewhere"));

        // then
        assertThatExceptionOfType(SchemaRegistryException.class)
                .isThrownBy(() -> client.schema(1))
                .withMessageContaining("404")
                .withMessageContaining("/elsewhere/schemas/ids/1");
    }

    private static String latest(String topic) {
        return SchemaCatalog.builtIn()
                .latest("weft." + topic + "-value")
                .orElseThrow()
                .schemaJson();
    }

    private static <T> byte[] encoded(Sample<T> sample) {
        return sample.codec().encode(sample.event());
    }
}
