package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.cli.FakeGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code weft reconcile} prints and ends with. */
class ReconcileCommandTest {

    private static final String CLEAN = """
            {"id": "r1", "state": "done", "release": "catalog@1", "report": {"result": "clean", "seconds": 1.5, "rowsPerSecond": 4000,
             "log": {"records": 3100, "live": 3000}, "store": {"live": 3000}, "found": {"missing": 0, "stale": 0}, "repaired": {"missing": 0, "stale": 0},
             "unchecked": 0, "findings": []}}""";

    private static final String WRONG = """
            {"id": "r1", "state": "done", "release": "catalog@1", "report": {"result": "wrong", "seconds": 1.5, "rowsPerSecond": 4000,
             "log": {"records": 3100, "live": 3000}, "store": {"live": 2999}, "found": {"missing": 1}, "repaired": {"missing": 0}, "unchecked": 0,
             "findings": [{"kind": "missing", "tenant": "default", "id": "shoe", "logVersion": 7, "logDeleted": false, "partition": 2, "offset": 41,
                           "repair": "not_repaired", "reason": "the store is full"}]}}""";

    private final FakeGateway gateway;

    ReconcileCommandTest() throws IOException {
        gateway = FakeGateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldEndWellWhenNothingIsWrong() {
        // given
        gateway.reconcileTo(CLEAN);

        // when
        Outcome outcome = reconcile("--verify");

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(outcome.out())
                .contains("catalog@1: 3,000 items in the log, 3,000 in the store")
                .endsWith("The store holds what the log says.\n");
    }

    @Test
    void shouldTellWhatIsWrongAndEndWithOne() {
        // given
        gateway.reconcileTo(WRONG);

        // when
        Outcome outcome = reconcile("--repair");

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(outcome.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains("missing 1 0", "missing default/shoe 7 - 2@41 not repaired: the store is full");
    }

    @Test
    void shouldSayWhyARunHasFailed() {
        // given
        gateway.reconcileTo("{\"id\": \"r1\", \"state\": \"failed\", \"failure\": \"the disk is full\"}");

        // when
        Outcome outcome = reconcile("--verify");

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(outcome.out()).contains("failed: the disk is full");
    }

    @Test
    void shouldNotCallItWellWhenTheSinkIsBehind() {
        // given
        gateway.reconcileTo("{\"state\": \"done\", \"report\": {\"result\": \"unchecked\", \"unchecked\": 12}}");

        // when
        Outcome outcome = reconcile("--verify");

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(outcome.out()).contains("has not come to 12 records");
    }

    @Test
    void shouldPrintTheAnswerWhenAskedForJson() throws IOException {
        // given
        gateway.reconcileTo(WRONG);

        // when
        Outcome outcome = reconcile("--verify", "--json");

        // then
        assertThat(new ObjectMapper().readTree(outcome.out())).isEqualTo(new ObjectMapper().readTree(WRONG));
    }

    @Test
    void shouldWantExactlyOneOfVerifyAndRepair() {
        assertThat(reconcile().exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(reconcile("--verify", "--repair").exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(gateway.requests()).isZero();
    }

    private record Outcome(int exitCode, String out) {}

    private Outcome reconcile(String... options) {
        List<String> arguments = new ArrayList<>(List.of("reconcile"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--url", gateway.uri().toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream standardOut = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int exitCode = WeftCommand.run(arguments.toArray(String[]::new));
            return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(standardOut);
        }
    }
}
