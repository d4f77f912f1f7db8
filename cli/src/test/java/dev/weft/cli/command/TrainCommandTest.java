package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.cli.FakeLoop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code weft train} asks for, prints and ends with. */
class TrainCommandTest {

    private static final String MINING = """
            {"id": "m1", "phase": "mining", "release": "catalog@1", "anchors": 3440, "done": 1024, "negatives": 2540, "dropped": {"quadrant": 210, "owner": 7}}""";

    private static final String MINED = """
            {"id": "m1", "phase": "ended", "release": "catalog@1", "anchors": 3440, "done": 3440, "negatives": 8100, "dropped": {"quadrant": 710, "owner": 9},
             "outcome": "mined", "message": "3440 pairs have 8100 negatives"}""";

    private static final String LEARNING = """
            {"id": "t1", "phase": "learning", "seed": 2, "seeds": 3, "step": 50, "steps": 200, "loss": 1.25, "validation": 0.413}""";

    private static final String APPROVED = """
            {"id": "t1", "phase": "ended", "release": "catalog@2", "outcome": "approved", "message": "The candidate is better."}""";

    private static final String REJECTED = """
            {"id": "t1", "phase": "ended", "release": "catalog@2", "outcome": "rejected", "message": "The guard set lost."}""";

    private static final String REPORT = """
            {"sets": [{"name": "guard", "kind": "GUARD", "metrics": []},
                      {"name": "in-domain", "kind": "IN_DOMAIN", "queries": 152, "families": 76, "poolSize": 3822, "metrics": [
                        {"direction": "TEXT_TO_IMAGE", "metric": "RECALL_AT_10", "before": 21.5, "after": 48.25,
                         "change": {"difference": 26.75, "low": 20.1, "high": 33.9, "confidence": 0.95}},
                        {"direction": "TEXT_TO_IMAGE", "metric": "NDCG_AT_10", "before": 1, "after": 2, "change": {}}]}]}""";

    private final FakeLoop loop;

    TrainCommandTest() throws IOException {
        loop = FakeLoop.start()
                .answer("POST /v1/mining-rounds", MINING)
                .answer("GET /v1/mining-rounds/m1", MINING, MINED)
                .answer("POST /v1/training-rounds", LEARNING)
                .answer("GET /v1/training-rounds/t1", LEARNING, APPROVED)
                .answer("GET /v1/releases/catalog@2", "{\"id\": \"catalog@2\", \"files\": {\"report.json\": \"…\"}}")
                .answer("GET /v1/releases/catalog@2/files/report.json", REPORT);
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void shouldMineLearnAndShowWhatHeldOutFamiliesGain() {
        // when
        Outcome outcome = train();

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(loop.calls())
                .containsSubsequence(
                        "POST /v1/mining-rounds",
                        "GET /v1/mining-rounds/m1",
                        "POST /v1/training-rounds",
                        "GET /v1/training-rounds/t1");
        assertThat(outcome.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "found among the first before after points 95 % interval",
                        "text to image R@10 21.5 % 48.3 % +26.8 +20.1 to +33.9")
                .last()
                .isEqualTo("catalog@2: approved. The candidate is better.");
        assertThat(outcome.err())
                .contains(
                        "1,024 of 3,440 pairs, 2,540 hard negatives kept, 217 candidates dropped (quadrant 210, owner 7)")
                .contains("seed 2 of 3, step 50 of 200, loss 1.250, calibration recall 41.3 %");
    }

    @Test
    void shouldLearnFromWhatIsThereWhenToldNotToMine() {
        train("--no-mining");

        assertThat(loop.calls()).doesNotContain("POST /v1/mining-rounds").contains("POST /v1/training-rounds");
    }

    @Test
    void shouldNotLearnWhenMiningHasFailed() {
        // given
        loop.answer(
                "GET /v1/mining-rounds/m1",
                "{\"id\": \"m1\", \"phase\": \"ended\", \"outcome\": \"failed\", \"message\": \"no broker\"}");

        // when
        Outcome outcome = train();

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(outcome.out()).isEqualTo("mining: failed. no broker\n");
        assertThat(loop.calls()).doesNotContain("POST /v1/training-rounds");
    }

    @Test
    void shouldEndWithOneAndTheReasonWhenTheGateRejects() throws IOException {
        // given
        loop.answer("GET /v1/training-rounds/t1", REJECTED);

        // when
        Outcome outcome = train("--json");

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        JsonNode round = new ObjectMapper().readTree(outcome.out());
        assertThat(round.path("outcome").asText()).isEqualTo("rejected");
        assertThat(round.path("mining").path("negatives").asInt()).isEqualTo(8100);
    }

    @Test
    void shouldFollowTheRoundThatIsUnderWay() {
        // given
        loop.refuse("POST /v1/training-rounds", "{\"reason\": \"already_running\", \"detail\": \"one at a time\"}")
                .answer("GET /v1/training-rounds", "{\"rounds\": [" + LEARNING + "]}");

        // when
        Outcome outcome = train("--no-mining");

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(outcome.out()).endsWith("catalog@2: approved. The candidate is better.\n");
    }

    private record Outcome(int exitCode, String out, String err) {}

    private Outcome train(String... options) {
        List<String> arguments = new ArrayList<>(List.of("train"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--url", loop.uri().toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream standardOut = System.out;
        PrintStream standardErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exitCode = WeftCommand.run(arguments.toArray(String[]::new));
            return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(standardOut);
            System.setErr(standardErr);
        }
    }
}
