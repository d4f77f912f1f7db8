package dev.weft.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.core.Sha256;
import dev.weft.learning.RoundOutcome.Finished;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelCardTest {

    @Test
    void shouldSayWhatTheHeadsAreMadeOf() throws JsonProcessingException {
        Toy toy = Toy.withoutBase(100);
        RoundOptions options = Toy.options().withSteps(20).withSeed(11);
        TrainingData data = TrainingData.of(toy.training());
        TrainingRound round = new TrainingRound(options, Toy.SPACE, data, Optional.of(toy.validation()));
        Finished finished = (Finished) round.run(report -> {}, Optional.empty());
        byte[] left = finished.heads().left().toOnnx(Optional.empty());
        byte[] right = finished.heads().right().toOnnx(Optional.empty());

        ModelCard card = ModelCard.of("demo-1", round, options, data, finished, left, right);

        JsonNode json = JsonMapper.builder().build().readTree(card.toJson());
        assertThat(json.get("pairs").asInt())
                .isEqualTo(json.get("families").asInt())
                .isEqualTo(data.catalog().pairs().size());
        assertThat(json.get("round").asText()).isEqualTo(round.hash().hex());
        assertThat(json.at("/options/seed").asInt()).isEqualTo(11);
        assertThat(json.at("/heads/image").asText()).isEqualTo(Sha256.of(left).hex());
        assertThat(json.get("curve")).hasSize(20);
        assertThat(json.at("/curve/19/validation").isNumber()).isTrue();
        assertThat(card.toMarkdown())
                .contains("| seed | 11 |", round.hash().hex(), Sha256.of(right).hex());
    }
}
