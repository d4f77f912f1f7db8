package dev.weft.vectorstore.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafeTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "red, red",
                "röd 靴 \u2603, röd 靴 %2603",
                "5%, 5%0025",
                "say \"hi\" \\, say %0022hi%0022 %005c",
                "it's, it%0027s"
            })
    void shouldLeaveLettersAndEscapeWhatCouldEndAString(String text, String safe) {
        assertThat(SafeText.encode(text)).isEqualTo(safe);
    }

    @Test
    void shouldKeepDifferentTextsDifferentAndGiveThemBack() {
        Random random = new Random(3);
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            char[] units = new char[random.nextInt(4)];
            for (int j = 0; j < units.length; j++) {
                units[j] =
                        (char) (random.nextBoolean() ? random.nextInt(Character.MAX_VALUE + 1) : random.nextInt(128));
            }
            String text = new String(units);
            String safe = SafeText.encode(text);

            assertThat(SafeText.decode(safe)).isEqualTo(text);
            assertThat(safe).doesNotContain("\"", "'", "\\", "\n", "\u0000");
            assertThat(texts.put(safe, text)).isIn(null, text);
        }
    }

    @Test
    void shouldCompareLongTextsByTheirHash() {
        String almost = "x".repeat(SafeText.MAX_LABEL);

        assertThat(SafeText.label(almost)).isEqualTo(almost);
        assertThat(SafeText.label(almost + "y")).hasSizeLessThan(100).isNotEqualTo(SafeText.label(almost + "z"));
        assertThat(SafeText.isHashed(SafeText.label(almost + "y"))).isTrue();
        // A text that looks like a hash is none.
        assertThat(SafeText.isHashed(SafeText.label("%#00"))).isFalse();
    }
}
