package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that lie in JSON, in metrics and in stored rows: they must never change. */
class WordsTest {

    @Test
    void shouldKeepTheirWordsWhenModalitiesAreWritten() {
        assertThat(Arrays.stream(Modality.values()).map(Modality::wireName))
                .containsExactly("text", "image", "audio", "video");
    }

    @Test
    void shouldKeepTheirWordsWhenStagesAreWritten() {
        assertThat(Arrays.stream(Stage.values()).map(Stage::wireName))
                .containsExactly("accept", "read", "fetch", "decode", "embed", "index");
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadItsOwnWordWhenAModalityIsWritten(Modality modality) {
        assertThat(Modality.fromWireName(modality.wireName())).isEqualTo(modality);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "IMAGE", "picture", "text "})
    void shouldRefuseWhenAWordIsNoModality(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> Modality.fromWireName(word));
    }
}
