package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A client that knows nothing of the platform but the Confluent wire format and the registry API reads its topics. */
@UsesDemoInstallation
class ForeignClientTest {

    private static final int DIMENSION = 640;

    @Test
    void shouldReadEveryVectorWhenOnlyTheRegistrySaysWhatTheBytesMean(Standalone standalone) throws Exception {
        // given
        ForeignReader reader = new ForeignReader(standalone.gateway());

        // when
        List<ConsumerRecord<byte[], byte[]>> records = Topic.readAll(standalone.kafka(), "weft.embeddings");

        // then
        int items = DemoCatalog.sample().size();
        assertThat(records).hasSizeGreaterThanOrEqualTo(items);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            GenericRecord embedded = reader.read(record.value());
            assertThat(new String(record.key(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(embedded.get("tenant") + "/" + embedded.get("mediaId"));
            if (!(Boolean) embedded.get("deleted")) {
                assertThat(embedded.get("release")).hasToString("catalog@1");
                assertUnitVectors(embedded);
            }
        }
    }

    private static void assertUnitVectors(GenericRecord embedded) {
        for (Object part : (List<?>) embedded.get("parts")) {
            float[] vector = ForeignReader.floats(((GenericRecord) part).get("vector"));
            assertThat(vector).hasSize(DIMENSION);
            assertThat(norm(vector)).isCloseTo(1.0, within(1e-4));
        }
    }

    private static double norm(float[] vector) {
        double sum = 0;
        for (float number : vector) {
            sum += (double) number * number;
        }
        return Math.sqrt(sum);
    }
}
