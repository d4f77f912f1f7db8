package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import dev.weft.events.Samples.Sample;
import dev.weft.events.UndecodableRecordException.Reason;
import dev.weft.schemas.EmbeddedPart;
import dev.weft.schemas.Modality;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are none: each gets its typed reason, quickly, and never another exception. */
class PoisonTest {

    private static final Topics TOPICS = new Topics("weft.");
    private static final String HASH = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final EventCodecs codecs = EventCodecs.open(Samples.KAFKA);
    private final RecordBytes bytes = new RecordBytes(new CatalogIds(SchemaCatalog.builtIn()));

    static List<Sample<?>> samples() {
        return Samples.all();
    }

    @Test
    void shouldSayNullValueWhenThereIsNoValue() {
        assertReason(null, Reason.NULL_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "\0\0\0\0", "{\"a\":1}", "\u0001\0\0\0\u0001", "not avro at all"})
    void shouldSayBadMagicWhenTheHeaderIsNone(String value) {
        assertReason(value.getBytes(StandardCharsets.UTF_8), Reason.BAD_MAGIC);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 99, Integer.MAX_VALUE, -1})
    void shouldSayUnknownIdWhenTheSchemaIsNotOfThisTopic(int id) {
        byte[] value = codecs.media().encode(Samples.STORED);
        ByteBuffer.wrap(value).putInt(1, id);

        assertReason(value, Reason.UNKNOWN_SCHEMA_ID);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldSayMalformedWhenTruncatedAnywhere(Sample<?> sample) {
        byte[] whole = encoded(sample);
        for (int length = WireFormat.HEADER_BYTES; length < whole.length; length++) {
            byte[] truncated = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(UndecodableRecordException.class)
                    .as("cut after %d of %d bytes", length, whole.length)
                    .isThrownBy(() -> sample.codec().decode(truncated))
                    .returns(Reason.MALFORMED_AVRO, UndecodableRecordException::reason);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldSayMalformedWhenSomethingFollows(Sample<?> sample) {
        byte[] whole = encoded(sample);
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);

        assertThatExceptionOfType(UndecodableRecordException.class)
                .isThrownBy(() -> sample.codec().decode(longer))
                .returns(Reason.MALFORMED_AVRO, UndecodableRecordException::reason);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldGiveAnEventOrATypedReasonWhenBitsFlip(Sample<?> sample) {
        long seed = 42;
        Random random = new Random(seed);
        byte[] whole = encoded(sample);
        for (int round = 0; round < 3_000; round++) {
            byte[] flipped = whole.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                int at = random.nextInt(WireFormat.HEADER_BYTES, flipped.length);
                flipped[at] = (byte) (flipped[at] ^ (1 << random.nextInt(8)));
            }
            assertEventOrReason(sample, flipped, seed, round);
        }
    }

    @Test
    void shouldFailFastWhenALengthIsGiant() {
        // The first field is a text: its declared length is followed by nothing.
        for (long length : new long[] {5, 1L << 20, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            assertReason(value(1, zigZag(length)), Reason.MALFORMED_AVRO);
        }
    }

    @Test
    void shouldFailFastWhenACollectionIsGiant() {
        // tenant "a", id "b", version 1, kind UPLOADED, family "": then the map of attributes starts.
        byte[] start = {2, 'a', 2, 'b', 2, 2, 0};
        for (long count : new long[] {100, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertReason(value(1, start, zigZag(count)), Reason.MALFORMED_AVRO);
            // A negative count is followed by the block's size in bytes.
            assertReason(value(1, start, zigZag(-count), zigZag(1)), Reason.MALFORMED_AVRO);
            assertReason(value(1, start, new byte[] {1}, zigZag(count)), Reason.MALFORMED_AVRO);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../../etc/passwd", "a/b", "a\nb", "a\0b", "\u202Ea"})
    void shouldSayInvalidWhenAnIdIsHostile(String id) {
        assertReason(media(id, "a", 1), Reason.INVALID_VALUE);
        assertReason(media("a", id, 1), Reason.INVALID_VALUE);
    }

    @Test
    void shouldSayInvalidWhenAVersionIsNotPositive() {
        assertReason(media("default", "a", 0), Reason.INVALID_VALUE);
    }

    @Test
    void shouldSayInvalidWhenAVectorHasAnotherLength() {
        assertEmbeddedReason(part(2, 1f), Reason.INVALID_VALUE);
        assertEmbeddedReason(part(0), Reason.INVALID_VALUE);
        assertEmbeddedReason(part(-1, 1f), Reason.INVALID_VALUE);
        assertEmbeddedReason(part(Integer.MAX_VALUE, 1f), Reason.INVALID_VALUE);
        assertEmbeddedReason(part(1 << 30, 1f), Reason.INVALID_VALUE);
    }

    @Test
    void shouldSayInvalidWhenAVectorIsNotFiniteOrNoDirection() {
        assertEmbeddedReason(part(2, 1f, Float.NaN), Reason.INVALID_VALUE);
        assertEmbeddedReason(part(2, 1f, Float.POSITIVE_INFINITY), Reason.INVALID_VALUE);
        assertEmbeddedReason(part(2, 0f, 0f), Reason.INVALID_VALUE);
        assertEmbeddedReason(part(2, 3f, 4f), Reason.INVALID_VALUE);
    }

    @Test
    void shouldSayInvalidWhenVectorsHaveNoRelease() {
        assertReason(
                codecs.embeddings(),
                bytes.write(TOPICS.embeddings(), embedded(null, part(1, 1f))),
                Reason.INVALID_VALUE);
    }

    @Test
    void shouldReadTheVectorWhenAllIsWell() throws Exception {
        MediaEmbedded event = codecs.embeddings()
                .decode(bytes.write(TOPICS.embeddings(), embedded("catalog@1", part(2, 0.6f, 0.8f))));

        assertThat(event)
                .isInstanceOfSatisfying(
                        MediaEmbedded.Vectors.class,
                        vectors -> assertThat(
                                        vectors.parts().getFirst().vector().toArray())
                                .containsExactly(0.6f, 0.8f));
    }

    private byte[] media(String tenant, String id, long version) {
        return bytes.write(
                TOPICS.media(),
                new dev.weft.schemas.MediaEvent(
                        tenant,
                        id,
                        version,
                        dev.weft.schemas.MediaEventKind.DELETED,
                        "",
                        Map.of(),
                        List.of(),
                        Instant.EPOCH,
                        null));
    }

    private static SpecificRecord embedded(@Nullable String release, EmbeddedPart part) {
        return new dev.weft.schemas.MediaEmbedded(
                "default", "a", 1L, false, release, "", Map.of(), List.of(part), Instant.EPOCH, null);
    }

    private static EmbeddedPart part(int dimension, float... values) {
        ByteBuffer vector = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        vector.asFloatBuffer().put(values);
        return new EmbeddedPart("image", Modality.IMAGE, HASH, dimension, vector);
    }

    private void assertEmbeddedReason(EmbeddedPart part, Reason reason) {
        assertReason(codecs.embeddings(), bytes.write(TOPICS.embeddings(), embedded("catalog@1", part)), reason);
    }

    private void assertReason(byte @Nullable [] value, Reason reason) {
        EventCodec<MediaEvent> codec = codecs.media();
        assertReason(codec, value, reason);
    }

    private static void assertReason(EventCodec<?> codec, byte @Nullable [] value, Reason reason) {
        assertThatExceptionOfType(UndecodableRecordException.class)
                .isThrownBy(() -> codec.decode(value))
                .returns(reason, UndecodableRecordException::reason)
                .satisfies(error -> assertThat(error.getMessage()).isNotBlank());
    }

    private static void assertEventOrReason(Sample<?> sample, byte[] value, long seed, int round) {
        try {
            assertThat((Object) sample.codec().decode(value)).isNotNull();
        } catch (UndecodableRecordException e) {
            assertThat(e.reason()).isIn(Reason.MALFORMED_AVRO, Reason.INVALID_VALUE);
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new AssertionError("seed " + seed + ", round " + round, e);
        }
    }

    private static <T> byte[] encoded(Sample<T> sample) {
        return sample.codec().encode(sample.event());
    }

    private static byte[] value(int schemaId, byte[]... pieces) {
        ByteBuffer value = ByteBuffer.allocate(64).put(WireFormat.header(schemaId));
        for (byte[] piece : pieces) {
            value.put(piece);
        }
        return Arrays.copyOf(value.array(), value.position());
    }

    private static byte[] zigZag(long number) {
        ByteBuffer bytes = ByteBuffer.allocate(10);
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
