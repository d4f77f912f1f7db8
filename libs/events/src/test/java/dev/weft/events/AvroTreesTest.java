package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.events.UndecodableRecordException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records of schemas that are not ours. */
class AvroTreesTest {

    private static final int ID = 4_711;
    private static final Schema THEIRS = new Schema.Parser().parse("""
            {"type": "record", "name": "Product", "fields": [
              {"name": "id", "type": "string"},
              {"name": "rev", "type": "long"},
              {"name": "size", "type": "int"},
              {"name": "new", "type": "boolean"},
              {"name": "price", "type": ["null", "double"]},
              {"name": "vector", "type": {"type": "array", "items": "float"}},
              {"name": "raw", "type": "bytes"},
              {"name": "sum", "type": {"type": "fixed", "name": "Sum", "size": 2}},
              {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["SHOE", "HAT"]}},
              {"name": "meta", "type": {"type": "map", "values": "string"}},
              {"name": "maker", "type": {"type": "record", "name": "Maker", "fields": [{"name": "name", "type": "string"}]}}
            ]}""");
    private static final Schema ENDLESS = new Schema.Parser().parse("""
            {"type": "record", "name": "Node", "fields": [{"name": "next", "type": ["null", "Node"]}]}""");

    private final AvroTrees trees = AvroTrees.of(Map.of(ID, THEIRS.toString(), 7, ENDLESS.toString()));

    private static GenericRecord product() {
        GenericRecord maker = new GenericData.Record(THEIRS.getField("maker").schema());
        maker.put("name", "acme");
        GenericRecord product = new GenericData.Record(THEIRS);
        product.put("id", "shoe-1");
        product.put("rev", 7L);
        product.put("size", 42);
        product.put("new", true);
        product.put("price", null);
        product.put("vector", List.of(0.5f, Float.NaN));
        product.put("raw", ByteBuffer.wrap(new byte[] {1, 2}));
        product.put("sum", new GenericData.Fixed(THEIRS.getField("sum").schema(), new byte[] {3, 4}));
        product.put("kind", new GenericData.EnumSymbol(THEIRS.getField("kind").schema(), "HAT"));
        product.put("meta", Map.of("brand", "x"));
        product.put("maker", maker);
        return product;
    }

    private static byte[] bytes(int id, GenericRecord record) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(WireFormat.header(id));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        return out.toByteArray();
    }

    @Test
    void shouldShowEveryKindOfValueAtItsPath() throws Exception {
        JsonNode tree = trees.read(bytes(ID, product()));

        assertThat(tree.at("/id").textValue()).isEqualTo("shoe-1");
        assertThat(tree.at("/rev").longValue()).isEqualTo(7);
        assertThat(tree.at("/size").intValue()).isEqualTo(42);
        assertThat(tree.at("/new").booleanValue()).isTrue();
        assertThat(tree.at("/price").isNull()).isTrue();
        assertThat(tree.at("/vector/0").floatValue()).isEqualTo(0.5f);
        assertThat(tree.at("/vector/1").floatValue()).isNaN();
        assertThat(tree.at("/raw").binaryValue()).containsExactly(1, 2);
        assertThat(tree.at("/sum").binaryValue()).containsExactly(3, 4);
        assertThat(tree.at("/kind").textValue()).isEqualTo("HAT");
        assertThat(tree.at("/meta/brand").textValue()).isEqualTo("x");
        assertThat(tree.at("/maker/name").textValue()).isEqualTo("acme");
        assertThat(tree.at("/not/there").isMissingNode()).isTrue();
    }

    @Test
    void shouldSayWhyWhenTheBytesAreNoSuchRecord() throws Exception {
        byte[] well = bytes(ID, product());
        assertReason(Reason.NULL_VALUE, null);
        assertReason(Reason.BAD_MAGIC, new byte[] {'{', '}'});
        assertReason(Reason.UNKNOWN_SCHEMA_ID, bytes(1, product()));
        assertReason(Reason.MALFORMED_AVRO, Arrays.copyOf(well, well.length - 1));
        assertReason(Reason.MALFORMED_AVRO, Arrays.copyOf(well, well.length + 1));
    }

    @Test
    void shouldRefuseARecordThatNestsWithoutEnd() {
        byte[] endless = new byte[1_000_000];
        Arrays.fill(endless, (byte) 2);
        System.arraycopy(WireFormat.header(7), 0, endless, 0, 5);

        assertReason(Reason.MALFORMED_AVRO, endless);
    }

    @Test
    void shouldRefuseASchemaThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AvroTrees.of(Map.of(1, "{\"type\": \"record\"}")))
                .withMessageContaining("schema 1 must be Avro");
    }

    private void assertReason(Reason reason, byte @Nullable [] value) {
        assertThatExceptionOfType(UndecodableRecordException.class)
                .isThrownBy(() -> trees.read(value))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
