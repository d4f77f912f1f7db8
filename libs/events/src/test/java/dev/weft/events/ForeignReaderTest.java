package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** Reads our bytes as anybody would: five bytes of header, the schema from the catalog, and Avro's own generic reader. */
class ForeignReaderTest {

    private final SchemaCatalog catalog = SchemaCatalog.builtIn();
    private final EventCodecs codecs = EventCodecs.open(Samples.KAFKA);

    @Test
    void shouldReadVectorsWhenOnlyTheSchemaIsKnown() throws Exception {
        // when
        GenericRecord record = read(codecs.embeddings().encode(Samples.VECTORS));

        // then
        assertThat(record.get("mediaId")).hasToString("apple-1");
        assertThat(record.get("release")).hasToString("catalog@7");
        GenericRecord part = (GenericRecord) ((List<?>) record.get("parts")).getFirst();
        ByteBuffer vector = ((ByteBuffer) part.get("vector")).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(part.get("dimension")).isEqualTo(2);
        assertThat(vector.getFloat()).isEqualTo(0.6f);
        assertThat(vector.getFloat()).isEqualTo(-0.8f);
        Schema type = part.getSchema().getField("vector").schema();
        assertThat(type.getProp("logicalType")).isEqualTo("vector");
        assertThat(type.getProp("elementType")).isEqualTo("float32");
    }

    @Test
    void shouldReadAnUploadWhenOnlyTheSchemaIsKnown() throws Exception {
        // when
        GenericRecord record = read(codecs.media().encode(Samples.STORED));

        // then
        assertThat(record.get("kind")).hasToString("UPDATED");
        assertThat(record.get("occurredAt")).isEqualTo(1_795_428_930_123_456L);
        assertThat((Map<?, ?>) record.get("attributes")).hasSize(4);
        assertThat((List<?>) record.get("parts")).hasSize(2);
    }

    @Test
    void shouldReadHalvedNumbersWhenAFeatureIsWritten() throws Exception {
        // when
        GenericRecord record = read(codecs.features().encode(Samples.FEATURE));

        // then
        ByteBuffer vector = ((ByteBuffer) record.get("vector")).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(vector.remaining()).isEqualTo(4 * 2);
        assertThat(Float.float16ToFloat(vector.getShort())).isEqualTo(0.5f);
        assertThat(Float.float16ToFloat(vector.getShort())).isEqualTo(-0.5f);
    }

    private GenericRecord read(byte[] value) throws Exception {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        assertThat(buffer.get()).isZero();
        SchemaCatalog.Entry entry = catalog.byId(buffer.getInt()).orElseThrow();
        Schema schema = new Schema.Parser().parse(entry.schemaJson());
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    }
}
