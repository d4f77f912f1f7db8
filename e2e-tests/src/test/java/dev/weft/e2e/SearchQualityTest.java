package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.e2e.Gateway.Hit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Searches over HTTP find what exact search finds, and what an independent implementation of the model found. */
@UsesDemoInstallation
class SearchQualityTest {

    private static final int K = 10;

    @Test
    void shouldFindWhatTheReferenceFoundWhenSearchedByWords(Standalone standalone) throws Exception {
        assertThatTheReferencesHitsAreFound(standalone.gateway());
    }

    static void assertThatTheReferencesHitsAreFound(Gateway gateway) throws IOException, InterruptedException {
        // given
        JsonNode reference = Gateway.JSON.readTree(Project.reference().toFile());

        for (JsonNode search : reference.path("searches")) {
            // when
            List<Hit> hits = gateway.byWords(search.path("text").asText(), K, "image");

            // then
            Set<String> expected = StreamSupport.stream(search.path("top").spliterator(), false)
                    .map(hit -> hit.path("id").asText())
                    .collect(Collectors.toSet());
            assertThat(hits).hasSize(K);
            assertThat(hits.stream().filter(hit -> expected.contains(hit.id())).count())
                    .as(search.path("text").asText())
                    .isGreaterThanOrEqualTo(9);
        }
    }

    @Test
    void shouldRecallWhatExactSearchFindsWhenComparedWithTheVectorsOnTheTopic(Standalone standalone) throws Exception {
        // given
        Map<String, float[]> pictures = pictureVectors(standalone);
        JsonNode texts = Gateway.JSON.readTree(Project.reference().toFile()).path("texts");
        List<Double> recalls = new ArrayList<>();

        // when
        for (JsonNode text : texts) {
            List<String> exact = exactTop(pictures, vector(text.path("embedding")));
            List<Hit> hits = standalone.gateway().byWords(text.path("text").asText(), K, "image");
            recalls.add(hits.stream().filter(hit -> exact.contains(hit.id())).count() / (double) K);
        }

        // then
        assertThat(pictures).hasSizeGreaterThanOrEqualTo(DemoCatalog.sample().size());
        assertThat(recalls).hasSizeGreaterThanOrEqualTo(20);
        assertThat(recalls.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .as("mean recall@10 of " + recalls)
                .isGreaterThanOrEqualTo(0.99);
    }

    /** Not all: captions such as "keycap: 2" and "keycap: 3" lie so close together that the pictures decide between them. */
    @Test
    void shouldFindFourOfFiveItemsFirstWhenTheirCaptionsAreTheQueries(Standalone standalone) throws Exception {
        // given
        List<String> captions = IntStream.range(0, 100)
                .mapToObj(i -> DemoCatalog.sample()
                        .get(i * DemoCatalog.sample().size() / 100)
                        .caption())
                .toList();
        List<String> missed = new ArrayList<>();

        // when
        for (String caption : captions) {
            Hit first = standalone.gateway().byWords(caption, 1).getFirst();
            if (!DemoCatalog.entry(first.id()).caption().equals(caption)) {
                missed.add(caption);
            }
        }

        // then
        assertThat(missed).hasSizeLessThanOrEqualTo(20);
    }

    private static List<String> exactTop(Map<String, float[]> pictures, float[] query) {
        Map<String, Double> scores = new HashMap<>();
        pictures.forEach((id, vector) -> scores.put(id, dot(query, vector)));
        return scores.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(K)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, float[]> pictureVectors(Standalone standalone) throws Exception {
        ForeignReader reader = new ForeignReader(standalone.gateway());
        Map<String, float[]> vectors = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : Topic.readAll(standalone.kafka(), "weft.embeddings")) {
            GenericRecord embedded = reader.read(record.value());
            String id = embedded.get("mediaId").toString();
            vectors.remove(id);
            for (Object each : (List<?>) embedded.get("parts")) {
                GenericRecord part = (GenericRecord) each;
                if (part.get("part").toString().equals("image")) {
                    vectors.put(id, ForeignReader.floats(part.get("vector")));
                }
            }
        }
        return vectors;
    }

    private static float[] vector(JsonNode numbers) {
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) numbers.get(i).asDouble();
        }
        return vector;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
