package dev.weft.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.inference.GoldenCheck;
import dev.weft.inference.InferenceOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden bundles, with all inputs decoded as the platform decodes uploads: the contract of the encoders. */
class GoldenFilesTest {

    private static final Path GOLDEN = Path.of("..", "libs", "inference", "src", "test", "resources", "golden");

    @ParameterizedTest
    @CsvSource({"tiny-clip, 42", "tiny-siglip, 42", "tiny-clap, 3"})
    void shouldMatchTheReferenceWhenThePlatformsDecodersReadTheInputs(String bundle, int cases) {
        // when
        List<GoldenCheck.Case> checked =
                GoldenCheck.run(GOLDEN.resolve(bundle), InferenceOptions.defaults(), new GoldenFiles());

        // then
        assertThat(checked).hasSize(cases).allMatch(GoldenCheck.Case::ok);
    }
}
