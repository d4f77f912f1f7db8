package dev.weft.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.learning.LossKind;
import dev.weft.learning.LossOptions;
import dev.weft.learning.LossOptions.SameFamily;
import dev.weft.learning.OptimiserOptions;
import dev.weft.learning.RoundOptions;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TrainerSettingsTest {

    private static final Path STANDALONE = Path.of("../standalone/src/main/resources/application.properties");

    @Test
    void shouldTakeTheLibrarysDefaultsWhenNothingIsSaid() {
        RoundOptions options = read(Map.of()).plan().options();

        assertThat(options.loss()).isEqualTo(LossOptions.of(LossKind.SIGMOID));
        assertThat(options.optimiser()).isEqualTo(OptimiserOptions.defaults());
        assertThat(options.head()).isEqualTo(RoundOptions.defaults().head());
        assertThat(options.batch()).isEqualTo(RoundOptions.defaults().batch());
    }

    @Test
    void shouldTakeWhatIsSaidOfTheLearning() {
        RoundOptions options = read(Map.of(
                        "weft.trainer.loss", "infonce",
                        "weft.trainer.scale", "20",
                        "weft.trainer.same-family", "positive",
                        "weft.trainer.warm-up", "0.2",
                        "weft.trainer.weight-decay", "0.05",
                        "weft.trainer.average-decay", "0.99",
                        "weft.trainer.noise", "0.01"))
                .plan()
                .options();

        assertThat(options.loss().kind()).isEqualTo(LossKind.INFONCE);
        assertThat(options.loss().scale()).isEqualTo(20);
        assertThat(options.loss().sameFamily()).isEqualTo(SameFamily.POSITIVE);
        assertThat(options.optimiser().warmUp()).isEqualTo(0.2);
        assertThat(options.optimiser().weightDecay()).isEqualTo(0.05);
        assertThat(options.optimiser().averageDecay()).isEqualTo(0.99);
        assertThat(options.head().noise()).isEqualTo(0.01);
    }

    @Test
    void shouldLearnInTheStandaloneWhatTheBenchmarkMeasures() throws IOException {
        Properties standalone = new Properties();
        try (Reader file = Files.newBufferedReader(STANDALONE)) {
            standalone.load(file);
        }
        Map<String, String> values = standalone.stringPropertyNames().stream()
                .filter(name -> name.startsWith("weft.trainer."))
                .collect(Collectors.toMap(name -> name, standalone::getProperty));

        RoundOptions options = read(values).plan().options();

        RoundOptions small = RoundOptions.forSmallCatalog();
        assertThat(options)
                .isEqualTo(small.withIntervals(options.validateEvery(), options.patience(), options.checkpointEvery()));
    }

    @Test
    void shouldNameWhatIsOutOfItsRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("weft.trainer.weight-decay", "20")))
                .withMessageContaining("weightDecay must be")
                .withMessageContaining("weft.trainer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("weft.trainer.same-family", "friends")))
                .withMessage("weft.trainer: same-family must be masked or positive, got friends");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("weft.trainer.loss", "hinge")))
                .withMessage("weft.trainer: loss must be sigmoid or infonce, got hinge");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("weft.trainer.yield-at-most", "2H")))
                .withMessageContaining("weft.trainer.yield-at-most must be");
    }

    private static TrainerSettings read(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(TrainerConfig.class)
                .withDefaultValues(values)
                .build();
        return TrainerSettings.read(config.getConfigMapping(TrainerConfig.class), key -> Optional.empty(), List.of());
    }
}
