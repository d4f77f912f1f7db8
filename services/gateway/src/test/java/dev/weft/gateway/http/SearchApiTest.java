package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.gateway.Pipeline;
import dev.weft.gateway.Platform;
import dev.weft.testkit.TestImages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Platform.class)
class SearchApiTest {

    private final Pipeline pipeline;

    @Inject
    SearchApiTest(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @BeforeEach
    void waitUntilReady() {
        Gateway.awaitReady();
    }

    @Test
    void shouldFindByWordsByPictureAndByLikeness() {
        // given
        String set = Gateway.newId("set");
        byte[] png = TestImages.png(21);
        String apple = indexed("apple", png, "a ripe red apple", set);
        String train = indexed("train", TestImages.png(22), "a fast train on rails", set);
        String pear = indexed("pear", TestImages.png(23), "a ripe green pear", set);
        String filter = "\"filter\": {\"eq\": [\"set\", \"" + set + "\"]}";

        // when
        JsonPath byText = Gateway.search("{\"text\": \"railway\", \"modalities\": [\"text\"], " + filter + "}")
                .jsonPath();
        JsonPath byImage = Gateway.search(
                        "{\"image\": \"" + Gateway.dataUri(png) + "\", \"modalities\": [\"image\"], " + filter + "}")
                .jsonPath();
        JsonPath alike = Gateway.search("{\"mediaId\": \"" + apple + "\", " + filter + "}")
                .jsonPath();

        // then
        assertThat(byText.getString("hits[0].id")).isEqualTo(train);
        assertThat(byText.getString("hits[0].caption")).isEqualTo("a fast train on rails");
        assertThat(byText.getString("hits[0].part")).isEqualTo("caption");
        assertThat(byText.getString("hits[0].content")).isEqualTo("/v1/media/" + train + "/content");
        assertThat(byText.getString("hits[0].release")).isEqualTo("catalog@1");
        assertThat(byText.getList("hits.score", Float.class)).isSortedAccordingTo((a, b) -> Float.compare(b, a));
        assertThat(byImage.getString("hits[0].id")).isEqualTo(apple);
        assertThat(byImage.getFloat("hits[0].score")).isGreaterThan(0.999f);
        assertThat(alike.getList("hits.id", String.class)).containsExactlyInAnyOrder(train, pear);
    }

    @Test
    void shouldGiveEachItemOnceAndAsManyAsAskedFor() {
        // given
        String set = Gateway.newId("set");
        for (int i = 0; i < 5; i++) {
            indexed("many", TestImages.png(30 + i), "number " + i, set);
        }

        // when
        Response found =
                Gateway.search("{\"text\": \"number\", \"k\": 4, \"filter\": {\"eq\": [\"set\", \"" + set + "\"]}}");

        // then
        List<String> ids = found.jsonPath().getList("hits.id", String.class);
        assertThat(ids).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void shouldNotShowADeletedItemWhoseRowsAreStillInTheIndex() {
        // given
        String set = Gateway.newId("set");
        String kept = indexed("kept", TestImages.png(41), "a lighthouse", set);
        String gone = indexed("gone", TestImages.png(42), "a lighthouse at night", set);
        Gateway.request().delete("/v1/media/" + gone).then().statusCode(202);

        // when
        Response found = Gateway.search(
                "{\"text\": \"lighthouse at night\", \"k\": 1, \"filter\": {\"eq\": [\"set\", \"" + set + "\"]}}");

        // then
        assertThat(found.jsonPath().getList("hits.id", String.class)).containsExactly(kept);
    }

    @Test
    void shouldRefuseAFieldNoItemHas() {
        // given
        indexed("field", TestImages.png(43), "anything", "any");

        // when
        Response refused = Gateway.search("{\"text\": \"a\", \"filter\": {\"eq\": [\"nobodyHasThis\", 1]}}");

        // then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<String>path("reason")).isEqualTo("unknown_field");
        assertThat(refused.<String>path("detail")).contains("nobodyHasThis");
    }

    private String indexed(String word, byte[] png, String caption, String set) {
        String id = Gateway.newId(word);
        Gateway.putJson(
                        id,
                        "{\"uri\": \"" + Gateway.dataUri(png) + "\", \"caption\": \"" + caption
                                + "\", \"attributes\": {\"set\": \"" + set + "\"}}")
                .then()
                .statusCode(202);
        pipeline.index(id);
        return id;
    }
}
