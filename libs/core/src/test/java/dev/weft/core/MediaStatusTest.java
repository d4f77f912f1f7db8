package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.core.MediaStatus.Failure;
import dev.weft.core.MediaStatus.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaStatusTest {

    private static final Failure FAILURE = new Failure(Stage.DECODE, "truncated", "The file ends early.");

    @Test
    void shouldBeFinalWhenNothingMoreHappensToAVersion() {
        assertThat(Arrays.stream(State.values()).filter(State::isFinal))
                .containsExactly(State.SEARCHABLE, State.FAILED, State.DELETED);
    }

    @Test
    void shouldTellWhyWhenFailed() {
        assertThat(status(State.FAILED, Optional.of(FAILURE)).failure()).contains(FAILURE);
        assertThatIllegalArgumentException().isThrownBy(() -> status(State.FAILED, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = "FAILED", mode = EnumSource.Mode.EXCLUDE)
    void shouldRefuseAFailureWhenNotFailed(State state) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> status(state, Optional.of(FAILURE)))
                .withMessageContaining(state.name());
    }

    private static MediaStatus status(State state, Optional<Failure> failure) {
        return new MediaStatus(
                MediaKey.of("default", "a"),
                1,
                state,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                failure,
                Optional.empty(),
                Optional.empty());
    }
}
