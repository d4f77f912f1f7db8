package dev.weft.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Release;
import dev.weft.core.ReleaseState;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.testkit.JavaLaunch;
import dev.weft.testkit.JavaProcess;
import dev.weft.testkit.KafkaExtension;
import dev.weft.trainer.round.Progress.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A trainer whose process ends with a round under way: the next one goes on, and one release comes of it. */
@ExtendWith(KafkaExtension.class)
class KilledTrainerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOWHERE = "none";

    /** What a JVM exits with that SIGTERM has ended in good order: 128 and the number of the signal. */
    private static final int TERMINATED = 143;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"LEARNING", "JUDGING"})
    void shouldGoOnAndMakeOneReleaseWhenItIsKilledThere(Phase phase, KafkaSettings kafka) throws Exception {
        assertThat(toldAfterAKillIn(phase, kafka))
                .filteredOn(line -> line.startsWith("LEARNING "))
                .as("the steps without those that are in the checkpoint")
                .doesNotContain(
                        "LEARNING " + (TrainerMain.STEP / SmallInputs.CHECKPOINT_EVERY * SmallInputs.CHECKPOINT_EVERY));
    }

    @Test
    @Tag("soak")
    void shouldMakeOneReleaseWhenItIsKilledBeforeItHasLearntAnything(KafkaSettings kafka) throws Exception {
        assertThat(toldAfterAKillIn(Phase.READING, kafka)).contains("LEARNING 1", "LEARNING " + SmallInputs.STEPS);
    }

    @Test
    @Tag("soak")
    void shouldLearnNothingMoreWhenItIsKilledAfterItsLastRecord(KafkaSettings kafka) throws Exception {
        assertThat(toldAfterAKillIn(Phase.ENDED, kafka)).noneMatch(line -> line.startsWith("LEARNING "));
    }

    /** What the next process tells, which has gone on until one release was decided. */
    private List<String> toldAfterAKillIn(Phase phase, KafkaSettings kafka) throws Exception {
        try (ReleaseLog log = open(kafka)) {
            try (JavaProcess first = start(kafka, phase.name(), "begin")) {
                first.awaitLine(line -> line.equals("there"), PATIENCE);
                first.kill();
            }
            List<String> told = goOn(kafka);
            log.awaitRead(PATIENCE);
            assertThat(log.ofSpace("catalog"))
                    .extracting(Release::id)
                    .containsExactly(SmallInputs.FIRST, SmallInputs.SECOND);
            assertThat(log.find(SmallInputs.SECOND).orElseThrow().state()).isEqualTo(ReleaseState.REJECTED);
            return told;
        }
    }

    @Test
    void shouldEndInGoodOrderWhenItIsAskedToWithinAStepAndGoOnLater(KafkaSettings kafka) throws Exception {
        // given
        try (ReleaseLog log = open(kafka)) {
            try (JavaProcess first = start(kafka, NOWHERE, "begin")) {
                first.awaitLine(line -> line.equals("LEARNING 10"), PATIENCE);

                // when
                first.terminate();

                // then
                assertThat(first.awaitExit(PATIENCE)).isEqualTo(TERMINATED);
                assertThat(first.lines()).doesNotContain("LEARNING " + SmallInputs.STEPS);
            }
            assertThat(goOn(kafka)).doesNotContain("LEARNING 10").contains("LEARNING " + SmallInputs.STEPS);
            log.awaitRead(PATIENCE);
            assertThat(log.find(SmallInputs.SECOND)).isPresent();
        }
    }

    /** What the process that goes on has told when the round has ended and nothing is left of it. */
    private List<String> goOn(KafkaSettings kafka) throws IOException {
        try (JavaProcess second = start(kafka, NOWHERE, "go-on")) {
            second.awaitLine(line -> line.startsWith("ENDED"), PATIENCE);
            second.terminate();
            assertThat(second.awaitExit(PATIENCE)).isEqualTo(TERMINATED);
            try (Stream<Path> remembered = Files.walk(folder.resolve("state"))) {
                assertThat(remembered).noneMatch(Files::isRegularFile);
            }
            return second.lines();
        }
    }

    private static ReleaseLog open(KafkaSettings kafka) throws Exception {
        TopicProvisioner.ensure(kafka, PATIENCE);
        ReleaseLog log = ReleaseLog.open(kafka, EventCodecs.open(kafka));
        log.append(SmallInputs.live(), PATIENCE);
        return log;
    }

    private JavaProcess start(KafkaSettings kafka, String stop, String what) {
        return JavaLaunch.of(TrainerMain.class)
                .options(
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow")
                .arguments(kafka.bootstrapServers(), kafka.topicPrefix(), kafka.partitions(), folder, stop, what)
                .start();
    }
}
