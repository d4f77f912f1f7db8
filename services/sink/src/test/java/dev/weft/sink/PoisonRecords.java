package dev.weft.sink;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.Stage;
import dev.weft.events.EventCodecs;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Values for the embeddings topic that no sink can ever use, one kind for each way they are bad; and good ones to put between them. */
final class PoisonRecords {

    private final EventCodecs codecs;
    private final UnitVectors vectors;
    private final UnitVectors tooLong;

    /** @param dimension of good vectors */
    PoisonRecords(EventCodecs codecs, int dimension) {
        this.codecs = codecs;
        this.vectors = new UnitVectors(dimension, 9);
        this.tooLong = new UnitVectors(dimension + 1, 1);
    }

    /** A way to be bad, and the cause that its dead letter must name. */
    enum Kind {
        BAD_MAGIC(Stage.READ, "bad_magic"),
        EMPTY(Stage.READ, "bad_magic"),
        UNKNOWN_SCHEMA(Stage.READ, "unknown_schema_id"),
        TRUNCATED(Stage.READ, "malformed_avro"),
        TRAILING(Stage.READ, "malformed_avro"),
        GIANT(Stage.READ, "malformed_avro"),
        NAN(Stage.READ, "invalid_value"),
        DIMENSION(Stage.INDEX, "wrong_dimension");

        final Stage stage;
        final String reason;

        Kind(Stage stage, String reason) {
            this.stage = stage;
            this.reason = reason;
        }
    }

    MediaEmbedded.Vectors good(String id) {
        return (MediaEmbedded.Vectors) TestObjects.embedded(id, 1, vectors.next());
    }

    byte[] bytes(MediaEmbedded event) {
        return codecs.embeddings().encode(event);
    }

    byte[] bad(Kind kind, String id) {
        byte[] good = bytes(good(id));
        return switch (kind) {
            case BAD_MAGIC -> with(good, 0, (byte) 7);
            case EMPTY -> new byte[0];
            case UNKNOWN_SCHEMA -> with(good, 1, (byte) 0x7f);
            case TRUNCATED -> Arrays.copyOf(good, good.length - good.length / 4);
            case TRAILING -> Arrays.copyOf(good, good.length + 3);
            case GIANT -> giantLength(good);
            case NAN -> withNaN(id);
            case DIMENSION -> bytes(TestObjects.embedded(id, 1, tooLong.next()));
        };
    }

    private static byte[] with(byte[] value, int at, byte changed) {
        value[at] = changed;
        return value;
    }

    /** The first field is a text: here it declares to be of 2 GiB. */
    private static byte[] giantLength(byte[] value) {
        byte[] header = Arrays.copyOf(value, 5);
        byte[] giant = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
        return ByteBuffer.allocate(header.length + giant.length)
                .put(header)
                .put(giant)
                .array();
    }

    /** A record that is well but for one number of its vector. */
    private byte[] withNaN(String id) {
        MediaEmbedded.Vectors event = good(id);
        byte[] value = bytes(event);
        float first = event.parts().getFirst().vector().get(0);
        byte[] sought = number(first);
        for (int at = 0; at + sought.length <= value.length; at++) {
            if (Arrays.equals(value, at, at + sought.length, sought, 0, sought.length)) {
                System.arraycopy(number(Float.NaN), 0, value, at, sought.length);
                return value;
            }
        }
        throw new AssertionError("the vector's first number must be in the record");
    }

    private static byte[] number(float value) {
        return ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array();
    }
}
