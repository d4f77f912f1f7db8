package dev.weft.sink.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.weft.core.AttributeValue;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.core.TenantId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a foreign record means, and why it means nothing. */
class ForeignRecordsTest {

    private static final ReleaseId RELEASE = new ReleaseId("products", 3);
    private static final long OFFSET = 41;
    private static final long TIMESTAMP = 1_700_000_000_123L;

    private static FieldMapping mapping(Optional<String> key, Optional<String> tenant, String version) {
        return new FieldMapping(
                key.map(path -> FieldMapping.pointer("key", path)),
                tenant.map(path -> FieldMapping.pointer("tenant", path)),
                new TenantId("acme"),
                FieldMapping.pointer("vector", "/v"),
                VectorBytes.FLOAT32,
                VersionFrom.parse("version", version),
                Optional.of(FieldMapping.pointer("attributes-object", "/meta")),
                FieldMapping.pointers("attributes", Map.of("price", "/cost/eur", "none", "/not/there")),
                Optional.of(FieldMapping.pointer("deleted", "/gone")),
                Modality.IMAGE,
                "picture",
                RELEASE);
    }

    private static final FieldMapping BY_RECORD = mapping(Optional.empty(), Optional.empty(), "offset");
    private static final FieldMapping BY_FIELDS = mapping(Optional.of("/id"), Optional.of("/org"), "/rev");

    private static ConsumerRecord<byte[], byte[]> record(@Nullable String key, @Nullable String json) {
        return new ConsumerRecord<>(
                "theirs",
                2,
                OFFSET,
                TIMESTAMP,
                TimestampType.CREATE_TIME,
                0,
                0,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                json == null ? null : json.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }

    private static MediaEmbedded read(FieldMapping mapping, @Nullable String key, @Nullable String json)
            throws UnreadableRecordException {
        return new ForeignRecords(new JsonValues(), mapping).read(record(key, json));
    }

    private static MediaEmbedded.Vectors vectors(FieldMapping mapping, @Nullable String key, String json)
            throws UnreadableRecordException {
        return (MediaEmbedded.Vectors) read(mapping, key, json);
    }

    @Test
    void shouldMapEveryFieldWhenAllAreThere() throws UnreadableRecordException {
        MediaEmbedded.Vectors event = vectors(BY_FIELDS, null, """
                {"id": "shoe-1", "org": "north", "rev": 7, "v": [3, 4.0], "cost": {"eur": 20},
                 "meta": {"brand": "x", "new": true, "tags": ["a", "b"], "empty": null}, "gone": false}""");

        assertThat(event.key()).isEqualTo(MediaKey.of("north", "shoe-1"));
        assertThat(event.mediaVersion()).isEqualTo(7);
        assertThat(event.release()).isEqualTo(RELEASE);
        assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochMilli(TIMESTAMP));
        assertThat(event.attributes().values())
                .containsExactly(
                        Map.entry("brand", AttributeValue.of("x")),
                        Map.entry("new", AttributeValue.of(true)),
                        Map.entry("price", AttributeValue.of(20)),
                        Map.entry("tags", AttributeValue.of(List.of("a", "b"))));
        assertThat(event.parts()).singleElement().satisfies(part -> {
            assertThat(part.part()).isEqualTo("picture");
            assertThat(part.modality()).isEqualTo(Modality.IMAGE);
            assertThat(part.vector().toArray()).containsExactly(0.6f, 0.8f);
        });
    }

    @Test
    void shouldTakeTheIdAndTheVersionFromTheRecordWhenNoPathsAreGiven() throws UnreadableRecordException {
        MediaEmbedded event = read(BY_RECORD, "shoe-1", "{\"v\": [1, 0]}");

        assertThat(event.key()).isEqualTo(MediaKey.of("acme", "shoe-1"));
        assertThat(event.mediaVersion()).isEqualTo(OFFSET + 1);
    }

    @Test
    void shouldTakeTheVersionFromTheTimestampWhenAsked() throws UnreadableRecordException {
        FieldMapping mapping = mapping(Optional.empty(), Optional.empty(), "timestamp");

        assertThat(read(mapping, "shoe-1", "{\"v\": [1, 0]}").mediaVersion()).isEqualTo(TIMESTAMP);
    }

    @Test
    void shouldTakeANumberForAnId() throws UnreadableRecordException {
        assertThat(read(BY_FIELDS, null, "{\"id\": 12, \"org\": \"n\", \"rev\": 1, \"v\": [1]}")
                        .key())
                .isEqualTo(MediaKey.of("n", "12"));
    }

    @Test
    void shouldReadAVectorFromBase64() throws UnreadableRecordException {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(3)
                .putFloat(4)
                .array();

        MediaEmbedded.Vectors event =
                vectors(BY_RECORD, "a", "{\"v\": \"" + Base64.getEncoder().encodeToString(bytes) + "\"}");

        assertThat(event.parts().getFirst().vector().toArray()).containsExactly(0.6f, 0.8f);
    }

    @Test
    void shouldReadHalfPrecisionWhenBytesHoldIt() {
        byte[] bytes = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(Float.floatToFloat16(0.5f))
                .putShort(Float.floatToFloat16(-2))
                .array();

        assertThat(VectorBytes.FLOAT16.read(bytes)).containsExactly(new float[] {0.5f, -2}, within(0f));
    }

    @Test
    void shouldDeleteWhenTheRecordHasNoValue() throws UnreadableRecordException {
        assertThat(read(BY_RECORD, "shoe-1", null))
                .isEqualTo(new MediaEmbedded.Deleted(
                        MediaKey.of("acme", "shoe-1"), OFFSET + 1, Instant.ofEpochMilli(TIMESTAMP)));
    }

    @Test
    void shouldDeleteWhenTheFieldSaysSo() throws UnreadableRecordException {
        assertThat(read(BY_RECORD, "shoe-1", "{\"gone\": true}")).isInstanceOf(MediaEmbedded.Deleted.class);
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    missing_vector    | {"id": "a", "org": "n", "rev": 1}
                    missing_vector    | {"id": "a", "org": "n", "rev": 1, "v": null}
                    invalid_vector    | {"id": "a", "org": "n", "rev": 1, "v": 1}
                    invalid_vector    | {"id": "a", "org": "n", "rev": 1, "v": []}
                    invalid_vector    | {"id": "a", "org": "n", "rev": 1, "v": [1, "x"]}
                    invalid_vector    | {"id": "a", "org": "n", "rev": 1, "v": [1, null]}
                    invalid_vector    | {"id": "a", "org": "n", "rev": 1, "v": [1, NaN]}
                    invalid_vector    | {"id": "a", "org": "n", "rev": 1, "v": [1, 1e999]}
                    invalid_vector    | {"id": "a", "org": "n", "rev": 1, "v": [0, 0]}
                    invalid_vector    | {"id": "a", "org": "n", "rev": 1, "v": "no base64!"}
                    invalid_vector    | {"id": "a", "org": "n", "rev": 1, "v": "AAAA"}
                    missing_key       | {"org": "n", "rev": 1, "v": [1]}
                    invalid_key       | {"id": true, "org": "n", "rev": 1, "v": [1]}
                    invalid_key       | {"id": "a/b", "org": "n", "rev": 1, "v": [1]}
                    missing_tenant    | {"id": "a", "rev": 1, "v": [1]}
                    invalid_tenant    | {"id": "a", "org": "n n", "rev": 1, "v": [1]}
                    missing_version   | {"id": "a", "org": "n", "v": [1]}
                    invalid_version   | {"id": "a", "org": "n", "rev": "1", "v": [1]}
                    invalid_version   | {"id": "a", "org": "n", "rev": 1.5, "v": [1]}
                    invalid_version   | {"id": "a", "org": "n", "rev": 0, "v": [1]}
                    invalid_version   | {"id": "a", "org": "n", "rev": 99999999999999999999, "v": [1]}
                    invalid_attribute | {"id": "a", "org": "n", "rev": 1, "v": [1], "meta": 3}
                    invalid_attribute | {"id": "a", "org": "n", "rev": 1, "v": [1], "meta": {"x": {}}}
                    invalid_attribute | {"id": "a", "org": "n", "rev": 1, "v": [1], "meta": {"x": [1]}}
                    invalid_attribute | {"id": "a", "org": "n", "rev": 1, "v": [1], "meta": {"no name": 1}}
                    invalid_attribute | {"id": "a", "org": "n", "rev": 1, "v": [1], "meta": {"x": NaN}}
                    invalid_deletion  | {"id": "a", "org": "n", "rev": 1, "v": [1], "gone": "yes"}
                    malformed_json    | {"id": "a"
                    malformed_json    | [1, 2]
                    malformed_json    | {} {}
                    malformed_json    | not json
                    missing_key       | -
                    """)
    void shouldSayWhyWhenARecordCannotBeMapped(String reason, @Nullable String json) {
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> read(BY_FIELDS, "ignored", json))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
                .satisfies(refusal -> assertThat(refusal.getMessage()).isNotBlank());
    }

    @Test
    void shouldSayWhyWhenTheRecordsKeyIsNoId() {
        assertReason("missing_key", null);
        assertReason("invalid_key", "with space");
        ConsumerRecord<byte[], byte[]> notText = new ConsumerRecord<>("theirs", 0, 0, new byte[] {(byte) 0xff}, null);
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> new ForeignRecords(new JsonValues(), BY_RECORD).read(notText))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("invalid_key"));
    }

    private static void assertReason(String reason, @Nullable String key) {
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> read(BY_RECORD, key, "{\"v\": [1]}"))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @Test
    void shouldNotQuoteTheRecordWhenItIsNoJson() {
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> read(BY_RECORD, "a", "{\"v\": secret-token}"))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret"));
    }

    @Test
    void shouldRefuseAPathThatIsNoPointer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldMapping.pointer("weft.sink.foreign.vector", "embedding"))
                .withMessageContaining("weft.sink.foreign.vector")
                .withMessageContaining("got 'embedding'");
        assertThatIllegalArgumentException().isThrownBy(() -> VersionFrom.parse("version", "latest"));
    }
}
