package dev.weft.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** BACKWARD_TRANSITIVE: the newest schema of a topic reads every record that was ever written to it. */
class CompatibilityTest {

    private static final String FOLDER = "/weft/schemas/";

    private static final Map<String, Schema> CURRENT = Map.ofEntries(
            Map.entry("media", MediaEvent.getClassSchema()),
            Map.entry("features", Feature.getClassSchema()),
            Map.entry("embeddings", MediaEmbedded.getClassSchema()),
            Map.entry("status", MediaStatus.getClassSchema()),
            Map.entry("dlq", DeadLetter.getClassSchema()),
            Map.entry("replays", DeadLetterReplay.getClassSchema()),
            Map.entry("releases", Release.getClassSchema()),
            Map.entry("feedback", Feedback.getClassSchema()),
            Map.entry("batches", ContrastiveBatch.getClassSchema()),
            Map.entry("anchors", Anchor.getClassSchema()),
            Map.entry("neighbours", Neighbours.getClassSchema()));

    /** A line of the catalog. */
    record Released(int id, String topic, int version, String file) {
        Schema schema() {
            return new Schema.Parser().parse(read(file));
        }
    }

    static List<Released> released() {
        return read("catalog.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", 4))
                .map(field -> new Released(Integer.parseInt(field[0]), field[1], Integer.parseInt(field[2]), field[3]))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("released")
    void shouldReadWhatWasWrittenWhenTheSchemaWasReleased(Released old) {
        assertThat(compatibility(current(old.topic()), old.schema())).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "media",
                "features",
                "embeddings",
                "status",
                "dlq",
                "replays",
                "releases",
                "feedback",
                "batches",
                "anchors",
                "neighbours"
            })
    void shouldBeReleasedWhenASchemaIsChanged(String topic) {
        // given
        Released newest = released().stream()
                .filter(one -> one.topic().equals(topic))
                .max(Comparator.comparingInt(Released::version))
                .orElseThrow();

        // then (records are written with the newest schema's id, so it must be exactly the one of the code)
        assertThat(withoutJavaTypes(current(topic)))
                .as("a changed schema needs a new version: add a file and a line to catalog.txt")
                .isEqualTo(withoutJavaTypes(newest.schema()));
    }

    @Test
    void shouldHaveUniqueIdsAndGaplessVersionsWhenReleased() {
        Set<Integer> ids = new HashSet<>();
        Map<String, Integer> versions = new HashMap<>();
        for (Released one : released()) {
            assertThat(ids.add(one.id())).as("id %d is new", one.id()).isTrue();
            assertThat(one.version()).isEqualTo(versions.merge(one.topic(), 1, Integer::sum));
        }
        assertThat(versions).containsOnlyKeys(CURRENT.keySet());
    }

    /** Proves that this test can fail: each of these changes must be refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // A field that old records lack, without a default.
                "{\"name\": \"added\", \"type\": \"string\"}",
                // A field that is there with another type.
                "{\"name\": \"towerId\", \"type\": \"long\"}",
                "{\"name\": \"vector\", \"type\": {\"type\": \"array\", \"items\": \"float\"}}"
            })
    void shouldRefuseWhenAChangeIsIncompatible(String field) {
        Schema changed = withOnlyField("Feature", field);

        assertThat(compatibility(changed, Feature.getClassSchema())).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    @Test
    void shouldAcceptWhenAFieldWithADefaultIsAdded() {
        Schema changed = withOnlyField("Feature", "{\"name\": \"added\", \"type\": \"string\", \"default\": \"\"}");

        assertThat(compatibility(changed, Feature.getClassSchema())).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void shouldHaveADefaultWhenAWordMayGetNewNeighbours() {
        assertThat(List.of(Modality.getClassSchema(), Stage.getClassSchema(), MediaEventKind.getClassSchema()))
                .allSatisfy(words -> assertThat(words.getEnumDefault()).isEqualTo("UNKNOWN"));
        assertThat(MediaState.getClassSchema().getEnumDefault()).isEqualTo("UNKNOWN");
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    private static Schema withOnlyField(String record, String field) {
        return new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"%s\", \"namespace\": \"dev.weft.schemas\", \"fields\": [%s]}"
                        .formatted(record, field));
    }

    private static Schema current(String topic) {
        Schema schema = CURRENT.get(topic);
        assertThat(schema).as("the schema of topic %s", topic).isNotNull();
        return schema;
    }

    /** The generator notes which Java class a string becomes: nobody else's business. */
    private static Schema withoutJavaTypes(Schema schema) {
        return new Schema.Parser()
                .parse(schema.toString()
                        .replaceAll("\\{\"type\":\"string\",\"avro\\.java\\.string\":\"String\"}", "\"string\"")
                        .replace(",\"avro.java.string\":\"String\"", ""));
    }

    private static String read(String file) {
        try (InputStream stream = CompatibilityTest.class.getResourceAsStream(FOLDER + file)) {
            assertThat(stream).as(FOLDER + file).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
