package dev.weft.core.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

    @Test
    void shouldDoubleUpToItsMaximum() {
        assertThat(backoff.after(1)).hasMillis(100);
        assertThat(backoff.after(2)).hasMillis(200);
        assertThat(backoff.after(4)).hasMillis(800);
        assertThat(backoff.after(5)).hasSeconds(1);
    }

    @Test
    void shouldStayAtItsMaximumHoweverOftenItFails() {
        assertThat(backoff.after(Integer.MAX_VALUE)).hasSeconds(1);
    }

    @Test
    void shouldRefuseAMaximumBelowTheFirstWait() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessageContaining("got PT2S and PT1S");
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)));
    }
}
