package dev.weft.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutSettingsTest {

    @Test
    void shouldNameGroupsAndTransactionsAfterTheRelease() {
        RolloutSettings settings = read(Map.of("weft.rollout.transactional-id", "here"));

        assertThat(settings.first()).hasToString("catalog@1");
        assertThat(settings.projecting().groupOf(RolloutRig.SECOND)).isEqualTo("weft-rollout-catalog-2");
        assertThat(settings.projecting().transactionalId()).isEqualTo("here");
    }

    @ParameterizedTest
    @CsvSource({
        "transaction-timeout, 16M",
        "max-batch-records, 0",
        "max-inference-batch, 0",
        "inference-timeout, 0S",
        "yield-at-most, 2H",
        "sample-items, 0",
        "recall-queries, 0",
        "min-recall, 1.5",
        "min-recall, NaN",
        "shadow-queries, 0",
        "shadow-max-p95, 2M",
        "stall-timeout, 0S",
        "progress-interval, 0S",
        "drop-after, 8D",
        "poll-interval, 1MS"
    })
    void shouldRefuseAValueOutOfItsRangeWithItsKey(String key, String value) {
        assertThatThrownBy(() -> read(Map.of("weft.rollout." + key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weft.rollout." + key);
    }

    private static RolloutSettings read(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(RolloutConfig.class)
                .withDefaultValues(values)
                .build();
        return RolloutSettings.read(
                config.getConfigMapping(RolloutConfig.class),
                key -> Optional.ofNullable(values.get(key)),
                values.keySet());
    }
}
