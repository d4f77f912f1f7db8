package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.core.DeadLetter;
import dev.weft.events.KafkaSettings;
import dev.weft.events.deadletters.ReplayOutcome;
import dev.weft.events.deadletters.ReplayOutcome.Result;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.Replays;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.vectorstore.StoredVersion;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dead letters of the sink, replayed. */
@ExtendWith(KafkaExtension.class)
class SinkReplayTest {

    private static final int DIMENSION = 8;

    private final UnitVectors vectors = new UnitVectors(DIMENSION, 42);
    private SinkRig rig;

    @BeforeEach
    void prepare(KafkaSettings kafka) {
        rig = new SinkRig(kafka);
    }

    @AfterEach
    void cleanUp() {
        rig.close();
    }

    @Test
    void shouldBeAsIfNothingHadFailedWhenReplayedAfterTheFix() {
        // given (the dimension is configured wrongly; then somebody puts it right)
        rig.send(TestObjects.embedded("apple", 3, vectors.next()));
        rig.send(TestObjects.embedded("pear", 1, vectors.next()));
        try (SinkRuntime sink = rig.start(new FlakyStore(), OptionalInt.of(DIMENSION + 1))) {
            rig.awaitNoLag();
        }
        FlakyStore store = new FlakyStore();

        // when
        List<ReplayOutcome> first;
        List<ReplayOutcome> second;
        try (SinkRuntime sink = rig.start(store, OptionalInt.of(DIMENSION))) {
            first = replayAll();
            second = replayAll();
            rig.awaitNoLag();
        }

        // then
        assertThat(first).extracting(ReplayOutcome::result).containsExactly(Result.REPLAYED, Result.REPLAYED);
        assertThat(second)
                .extracting(ReplayOutcome::result)
                .containsExactly(Result.ALREADY_REPLAYED, Result.ALREADY_REPLAYED);
        assertThat(SinkRig.content(store))
                .containsExactlyInAnyOrder(
                        new StoredVersion(TestObjects.key("apple"), 3, false),
                        new StoredVersion(TestObjects.key("pear"), 1, false));
        assertThat(rig.deadLetters()).hasSize(2);
    }

    @Test
    void shouldBeANewLetterWithTheNextAttemptWhenItFailsAgain() {
        // given
        rig.send(TestObjects.embedded("apple", 3, vectors.next()));

        // when
        try (SinkRuntime sink = rig.start(new FlakyStore(), OptionalInt.of(DIMENSION + 1))) {
            rig.awaitNoLag();
            replayAll();
            rig.awaitNoLag();
            replayAll();
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.deadLetters())
                .extracting(DeadLetter::reason, DeadLetter::attempt)
                .containsExactly(tuple("wrong_dimension", 1), tuple("wrong_dimension", 2), tuple("wrong_dimension", 3));
    }

    private List<ReplayOutcome> replayAll() {
        return Replays.replayAll(rig.kafka, rig.kafka.topics().embeddings());
    }
}
