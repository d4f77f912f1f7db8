package dev.weft.embedder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.DeadLetter;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaItem;
import dev.weft.events.KafkaSettings;
import dev.weft.events.deadletters.ReplayOutcome;
import dev.weft.events.deadletters.ReplayOutcome.Result;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.Replays;
import dev.weft.testkit.TestImages;
import dev.weft.testkit.TestObjects;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters of the embedder, replayed. */
@ExtendWith(KafkaExtension.class)
class EmbedderReplayTest {

    @TempDir
    Path folder;

    private EmbedderRig rig;

    @BeforeEach
    void prepare(KafkaSettings kafka) {
        rig = new EmbedderRig(kafka, folder);
    }

    @AfterEach
    void cleanUp() {
        rig.close();
    }

    @Test
    void shouldGiveTheVectorsItWouldHaveGivenWhenReplayedAfterTheFix() throws Exception {
        // given (an item whose object is missing)
        MediaItem broken = TestObjects.item("broken", 1);
        byte[] picture = TestImages.png("broken".hashCode());
        rig.send(TestObjects.uploaded(broken));

        // when (the object is put right; then its like is uploaded, which never failed)
        List<ReplayOutcome> outcomes;
        List<ReplayOutcome> twice;
        MediaItem whole;
        try (EmbedderRuntime embedder = rig.start()) {
            rig.awaitNoLag();
            whole = rig.pictured("whole", 1, picture, "picture of broken");
            outcomes = replayAll();
            twice = replayAll();
            rig.awaitNoLag();
            rig.send(TestObjects.uploaded(whole));
            rig.awaitNoLag();
        }

        // then
        assertThat(outcomes).extracting(ReplayOutcome::result).containsExactly(Result.REPLAYED);
        assertThat(twice).extracting(ReplayOutcome::result).containsExactly(Result.ALREADY_REPLAYED);
        List<MediaEmbedded> embeddings = rig.embeddings();
        assertThat(embeddings).hasSize(2);
        assertThat(vectors(embeddings, broken)).isEqualTo(vectors(embeddings, whole));
        assertThat(rig.deadLetters()).extracting(DeadLetter::attempt).containsExactly(1);
    }

    @Test
    void shouldBeANewLetterWithTheNextAttemptWhenItFailsAgain() {
        // given
        rig.send(TestObjects.uploaded(TestObjects.item("missing-object", 1)));

        // when
        try (EmbedderRuntime embedder = rig.start()) {
            rig.awaitNoLag();
            replayAll();
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.deadLetters()).extracting(DeadLetter::attempt).containsExactly(1, 2);
    }

    private static List<MediaEmbedded.PartVector> vectors(List<MediaEmbedded> embeddings, MediaItem item) {
        return embeddings.stream()
                .map(MediaEmbedded.Vectors.class::cast)
                .filter(embedded -> embedded.key().equals(item.key()))
                .findFirst()
                .orElseThrow()
                .parts();
    }

    private List<ReplayOutcome> replayAll() {
        return Replays.replayAll(rig.kafka, rig.kafka.topics().media());
    }
}
