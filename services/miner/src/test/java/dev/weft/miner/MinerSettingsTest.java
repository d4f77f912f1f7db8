package dev.weft.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.core.ReleaseId;
import dev.weft.core.running.Backoff;
import dev.weft.events.KafkaSettings;
import dev.weft.mining.negatives.MiningSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MinerSettingsTest {

    private static final KafkaSettings KAFKA = KafkaSettings.at("localhost:9092");

    @Test
    void shouldHaveAGroupOfItsOwnForEachReleaseAndForOtherSettings() {
        MinerSettings settings = settings(1_024, 0.05, MiningSettings.defaults());
        MinerSettings others = settings(1_024, 0.05, MiningSettings.defaults().without(Set.of("owner")));

        String first = settings.groupOf(new ReleaseId("catalog", 1));

        assertThat(first)
                .startsWith("weft-miner-catalog__r1-")
                .isEqualTo(settings.groupOf(new ReleaseId("catalog", 1)));
        assertThat(settings.groupOf(new ReleaseId("catalog", 2))).isNotEqualTo(first);
        assertThat(others.groupOf(new ReleaseId("catalog", 1))).isNotEqualTo(first);
    }

    @Test
    void shouldNameTheKeyOfAValueThatIsOutOfItsRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(8, 0.05, MiningSettings.defaults()))
                .withMessageContaining("weft.miner.pool");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1_024, Double.NaN, MiningSettings.defaults()))
                .withMessageContaining("weft.miner.audit-share must be 0 to 1, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiningSettings.defaults().without(Set.of("not_train")))
                .withMessageContaining("filters that can be left out");
    }

    private static MinerSettings settings(int pool, double auditShare, MiningSettings mining) {
        return new MinerSettings(
                KAFKA,
                "memory:test",
                "folder:target/objects",
                new ReleaseId("catalog", 1),
                new MinerSettings.Running(
                        true,
                        "weft-miner",
                        "weft-miner",
                        Duration.ofSeconds(10),
                        Path.of("target", "state"),
                        0,
                        pool,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        new Backoff(Duration.ofMillis(50), Duration.ofMillis(500))),
                new MinerSettings.Measuring(500, Duration.ofHours(1), auditShare),
                mining);
    }
}
