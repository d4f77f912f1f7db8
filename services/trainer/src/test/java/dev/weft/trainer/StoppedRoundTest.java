package dev.weft.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Release;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.testkit.KafkaExtension;
import dev.weft.trainer.round.Progress;
import dev.weft.trainer.round.RoundRequest;
import dev.weft.trainer.round.RoundRunner;
import dev.weft.trainer.round.UnfinishedRound;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A round that ends after its last record and before it has cleared away what it remembers. */
@ExtendWith(KafkaExtension.class)
class StoppedRoundTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MemoryFiles files = new MemoryFiles();

    @TempDir
    Path folder;

    @Test
    void shouldSayWhatWasDecidedAndMakeNoSecondRelease(KafkaSettings kafka) throws Exception {
        TopicProvisioner.ensure(kafka, PATIENCE);
        try (ReleaseLog log = ReleaseLog.open(kafka, EventCodecs.open(kafka))) {
            // given
            log.append(SmallInputs.live(), PATIENCE);
            assertThatThrownBy(() -> runner(log).run("r-1", new RoundRequest("a test", "me"), this::stopAtTheEnd))
                    .isInstanceOf(StoppedError.class);
            UnfinishedRound unfinished = runner(log).unfinished().orElseThrow();

            // when
            Progress ended = runner(log).run(unfinished.id(), unfinished.request(), _ -> {});

            // then
            assertThat(ended.outcome()).hasValueSatisfying(outcome -> {
                assertThat(outcome.release()).contains("catalog@2");
                assertThat(outcome.kind()).isEqualTo("rejected");
            });
            assertThat(log.ofSpace("catalog"))
                    .extracting(Release::id)
                    .containsExactly(SmallInputs.FIRST, SmallInputs.SECOND);
            assertThat(runner(log).unfinished()).isEmpty();
        }
    }

    private RoundRunner runner(ReleaseLog log) {
        return new RoundRunner(SmallInputs.plan(0), new SmallInputs(), log, files, folder);
    }

    private void stopAtTheEnd(Progress progress) {
        if (progress.phase() == Progress.Phase.ENDED) {
            throw new StoppedError();
        }
    }

    /** Ends the round's thread where it is. */
    private static final class StoppedError extends Error {
        private static final long serialVersionUID = 1L;

        StoppedError() {
            super("stopped by the test");
        }
    }
}
