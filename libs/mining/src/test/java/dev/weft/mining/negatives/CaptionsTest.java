package dev.weft.mining.negatives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaptionsTest {

    @Test
    void shouldSeeOneCaptionWhenOnlyItsFormDiffers() {
        assertThat(Captions.normalised("  A Red   SHOE!! ")).isEqualTo("a red shoe");
        assertThat(Captions.normalised("a red-shoe")).isEqualTo("a red shoe");
        assertThat(Captions.normalised("ﬁne café")).isEqualTo(Captions.normalised("fine cafe\u0301"));
    }

    @Test
    void shouldKeepApartWhatMeansSomethingElse() {
        assertThat(Captions.normalised("🍎")).isNotEqualTo(Captions.normalised("🍐"));
        assertThat(Captions.normalised("shoe 41")).isNotEqualTo(Captions.normalised("shoe 42"));
        assertThat(Captions.normalised("!?")).isEmpty();
    }
}
