package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.core.ContrastiveBatch;
import dev.weft.core.ContrastiveBatch.Negative;
import dev.weft.core.ContrastiveBatch.Pair;
import dev.weft.core.ContrastiveBatch.Source;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartKey;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.core.Split;
import dev.weft.events.EventCodecs;
import dev.weft.events.Producers;
import dev.weft.gateway.Pipeline;
import dev.weft.gateway.Platform;
import dev.weft.testkit.TestImages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was mined, as rows to train with elsewhere. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class ExportApiTest {

    private static final String TRAIN = family(Split.TRAIN);
    private static final String GATE = family(Split.GATE);

    private static int number = 500;

    private final List<String> ids = new ArrayList<>();
    private ReleaseId release = new ReleaseId("catalog", 1);

    @BeforeEach
    void mineThreeItemsForEachOther() throws Exception {
        Gateway.awaitReady();
        number++;
        release = new ReleaseId("catalog", number);
        for (String word : List.of("apple", "pear", "plum")) {
            ids.add(item(Gateway.newId(word), "a " + word, TRAIN));
        }
        List<Pair> pairs =
                List.of(pair(new TextSide.Caption(caption(0))), pair(new TextSide.QueryText("something to eat")));
        List<Negative> negatives = List.of(
                negative(0, image(1), Modality.IMAGE),
                negative(0, image(2), Modality.IMAGE),
                negative(0, caption(1), Modality.TEXT),
                negative(1, image(2), Modality.IMAGE));
        ContrastiveBatch batch = new ContrastiveBatch(
                "batch-" + number, release, Instant.EPOCH, Sha256.ofText("miner"), pairs, negatives, List.of());
        try (Producer<String, byte[]> producer = Producers.idempotent(Pipeline.kafka(), "miner-test")) {
            producer.send(new ProducerRecord<>(
                            Pipeline.kafka().topics().batches(),
                            batch.id(),
                            EventCodecs.open(Pipeline.kafka()).batches().encode(batch)))
                    .get();
        }
    }

    @Test
    void shouldExportARowForEachNegativeOfATextByDefault() throws Exception {
        assertThat(rows(""))
                .containsExactly(
                        Map.of("anchor", "a apple", "positive", url(0), "negative", url(1)),
                        Map.of("anchor", "a apple", "positive", url(0), "negative", url(2)),
                        Map.of("anchor", "something to eat", "positive", url(0), "negative", url(2)));
    }

    @Test
    void shouldExportOtherShapesWhenAsked() throws Exception {
        assertThat(rows("&negatives=2"))
                .containsExactly(
                        Map.of("anchor", "a apple", "positive", url(0), "negative_1", url(1), "negative_2", url(2)));
        assertThat(rows("&anchor=media"))
                .containsExactly(Map.of("anchor", url(0), "positive", "a apple", "negative", "a pear"));
        assertThat(rows("&negatives=0"))
                .containsExactly(
                        Map.of("anchor", "a apple", "positive", url(0)),
                        Map.of("anchor", "something to eat", "positive", url(0)));
    }

    @Test
    void shouldLeaveOutWhatIsGoneOrIsNotForTrainingAnyMore() throws Exception {
        // when
        item(ids.get(1), "a pear", GATE);
        assertThat(Gateway.request().delete("/v1/media/" + ids.get(2)).statusCode())
                .isEqualTo(202);

        // then
        assertThat(rows("")).isEmpty();
        assertThat(rows("&anchor=media")).isEmpty();
        assertThat(rows("&negatives=0")).hasSize(2);
    }

    @Test
    void shouldRefuseAnotherShape() {
        for (String query : List.of("anchor=sound", "negatives=17", "negatives=x", "release=catalog", "limit=1")) {
            Response refused = Gateway.request().get("/v1/batches:export?" + query);
            assertThat(refused.statusCode()).as(query).isEqualTo(400);
            assertThat(refused.<String>path("reason")).isEqualTo("malformed_request");
        }
    }

    private List<Map<?, ?>> rows(String more) throws Exception {
        Response answer = Gateway.request().get("/v1/batches:export?release=" + release + more);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/x-ndjson");
        List<Map<?, ?>> rows = new ArrayList<>();
        for (String line : answer.asString().lines().toList()) {
            rows.add(new JsonMapper().readValue(line, Map.class));
        }
        return rows;
    }

    private String url(int item) {
        return RestAssured.baseURI + ":" + RestAssured.port + "/v1/media/" + ids.get(item) + "/content";
    }

    private PartKey image(int item) {
        return new PartKey(MediaKey.of("default", ids.get(item)), Part.IMAGE);
    }

    private PartKey caption(int item) {
        return new PartKey(MediaKey.of("default", ids.get(item)), Part.CAPTION);
    }

    private Pair pair(TextSide text) {
        return new Pair(image(0), Modality.IMAGE, text, TRAIN, 1, 0);
    }

    private static Negative negative(int pair, PartKey part, Modality modality) {
        return new Negative(pair, part, modality, TRAIN, 1, Source.LOOKS_ALIKE);
    }

    private static String item(String id, String caption, String family) {
        Response put = Gateway.putJson(
                id,
                "{\"uri\": \"%s\", \"caption\": \"%s\", \"family\": \"%s\"}"
                        .formatted(Gateway.dataUri(TestImages.png(id.hashCode())), caption, family));
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(202);
        return id;
    }

    private static String family(Split split) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> "export-" + i)
                .filter(name -> Split.of(name) == split)
                .findFirst()
                .orElseThrow();
    }
}
