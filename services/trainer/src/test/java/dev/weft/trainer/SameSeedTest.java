package dev.weft.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Modality;
import dev.weft.core.Sha256;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.testkit.TestBroker;
import dev.weft.trainer.round.RoundRequest;
import dev.weft.trainer.round.RoundRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of a round is a function of its catalog, its options and its seed. */
class SameSeedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void shouldMakeTheSameHeadsOfTheSameCatalogWithTheSameSeed() throws Exception {
        SortedMap<Modality, Sha256> first = headsOf(0, "first");
        SortedMap<Modality, Sha256> again = headsOf(0, "again");
        SortedMap<Modality, Sha256> other = headsOf(1, "other");

        assertThat(first).containsOnlyKeys(Modality.IMAGE, Modality.TEXT);
        assertThat(again).isEqualTo(first);
        assertThat(other.values()).doesNotContainAnyElementsOf(first.values());
    }

    /** Hashes of the heads' files that a round in a new installation has written. */
    private SortedMap<Modality, Sha256> headsOf(long seed, String name) throws Exception {
        KafkaSettings kafka = TestBroker.freshSettings();
        TopicProvisioner.ensure(kafka, PATIENCE);
        try (ReleaseLog log = ReleaseLog.open(kafka, EventCodecs.open(kafka))) {
            log.append(SmallInputs.live(), PATIENCE);
            new RoundRunner(SmallInputs.plan(seed), new SmallInputs(), log, new MemoryFiles(), folder.resolve(name))
                    .run("r-1", new RoundRequest("a test", "me"), _ -> {});
            SortedMap<Modality, Sha256> hashes = new TreeMap<>();
            log.find(SmallInputs.SECOND)
                    .orElseThrow()
                    .contents()
                    .heads()
                    .forEach((modality, file) -> hashes.put(modality, file.sha256()));
            return hashes;
        }
    }
}
