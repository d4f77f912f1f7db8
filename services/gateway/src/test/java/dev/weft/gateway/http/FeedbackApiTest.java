package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Feedback;
import dev.weft.gateway.Pipeline;
import dev.weft.gateway.Platform;
import dev.weft.testkit.TestImages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Platform.class)
class FeedbackApiTest {

    private final Pipeline pipeline;

    @Inject
    FeedbackApiTest(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @BeforeEach
    void waitUntilReady() {
        Gateway.awaitReady();
    }

    @Test
    void shouldWriteDownWhatWasSaidOfAHitOfASearch() {
        // given
        String id = Gateway.picture("judged", TestImages.png(81), "a lighthouse at dusk");
        pipeline.index(id);
        Response search = Gateway.search("{\"text\": \"a lighthouse\", \"k\": 1}");
        String queryId = search.path("queryId");

        // when
        Response answer =
                feedback("{\"queryId\": \"" + queryId + "\", \"label\": \"clicked\", \"text\": \"a lighthouse\","
                        + " \"mediaId\": \"" + id + "\", \"release\": \"catalog@1\", \"source\": \"shop\"}");

        // then
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.<String>path("queryId")).isEqualTo(queryId);
        List<Feedback> written = pipeline.feedback(queryId);
        assertThat(written).singleElement().satisfies(feedback -> {
            assertThat(feedback.label()).isEqualTo(Feedback.Label.CLICKED);
            assertThat(feedback.query()).isEqualTo(new Feedback.Query.Text("a lighthouse"));
            assertThat(feedback.media().id().value()).isEqualTo(id);
            assertThat(feedback.media().tenant()).hasToString("default");
            assertThat(feedback.release().map(Object::toString)).isEqualTo(Optional.of("catalog@1"));
            assertThat(feedback.source()).isEqualTo("shop");
        });
    }

    @Test
    void shouldRefuseToJudgeAnItemThatIsNotThere() {
        Response answer = feedback("{\"label\": \"pair\", \"text\": \"x\", \"mediaId\": \"nobody-knows-it\"}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.<String>path("reason")).isEqualTo("unknown_id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"label": "clicked", "mediaId": "a"}                                          | exactly one of text and likeMediaId
            {"label": "clicked", "mediaId": "a", "text": "x", "likeMediaId": "b"}         | exactly one of text and likeMediaId
            {"label": "liked", "mediaId": "a", "text": "x"}                               | label must be clicked, not_relevant or pair
            {"label": "pair", "mediaId": "a", "likeMediaId": "a"}                         | must be about two items
            {"label": "pair", "text": "x"}                                                | feedback needs mediaId
            {"mediaId": "a", "text": "x"}                                                 | feedback needs label
            {"label": "pair", "mediaId": "a", "text": " "}                                | query's text must have 1 to 1024
            {"label": "pair", "mediaId": "a", "text": "x", "release": "catalog"}          | release must be space@number
            {"label": "pair", "mediaId": "a", "text": "x", "queryId": "no spaces"}        | query id must be
            {"label": "pair", "mediaId": "a", "text": "x", "weight": 5}                   | unknown field
            """)
    void shouldSayWhatIsWrongWhenAJudgementIsNone(String json, String detail) {
        Response answer = feedback(json);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("detail")).contains(detail);
    }

    private static Response feedback(String json) {
        return Gateway.request().contentType("application/json").body(json).post("/v1/feedback");
    }
}
