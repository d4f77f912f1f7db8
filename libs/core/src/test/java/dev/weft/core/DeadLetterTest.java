package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    @Test
    void shouldSayWhereItLiesWhenPrinted() {
        assertThat(new DeadLetter.Origin("weft.media", 3, 42, Instant.EPOCH)).hasToString("weft.media-3@42");
    }

    @Test
    void shouldRefuseWhenAttemptsDontCountFromOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> letter(0, Map.of()))
                .withMessageContaining("got 0");
    }

    @Test
    void shouldKeepItsHeadersWhenTheSourceIsChanged() {
        // given
        Map<String, byte[]> source = new HashMap<>(Map.of("traceparent", new byte[] {1}));
        DeadLetter letter = letter(1, source);

        // when
        source.clear();

        // then
        assertThat(letter.headers()).containsOnlyKeys("traceparent");
    }

    private static DeadLetter letter(int attempt, Map<String, byte[]> headers) {
        return new DeadLetter(
                Stage.READ,
                "bad_magic",
                "SomeException",
                "A sentence.",
                new DeadLetter.Origin("weft.media", 0, 0, Instant.EPOCH),
                Optional.empty(),
                attempt,
                Instant.EPOCH,
                new byte[0],
                new byte[0],
                headers);
    }
}
