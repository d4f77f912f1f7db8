package dev.weft.gateway.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.MediaStatus;
import dev.weft.core.MediaStatus.State;
import dev.weft.core.Stage;
import dev.weft.testkit.TestObjects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {

    @ParameterizedTest
    @CsvSource({
        "2, EMBEDDED,   1, SEARCHABLE, true",
        "1, SEARCHABLE, 2, EMBEDDED,   false",
        "1, EMBEDDED,   1, ACCEPTED,   true",
        "1, SEARCHABLE, 1, EMBEDDED,   true",
        "1, EMBEDDED,   1, SEARCHABLE, false",
        "1, ACCEPTED,   1, EMBEDDED,   false",
        "1, SEARCHABLE, 1, FAILED,     true",
        "1, SEARCHABLE, 1, SEARCHABLE, false",
    })
    void shouldNeverTakeAnItemBack(long version, State arriving, long presentVersion, State present, boolean replaces) {
        assertThat(Rows.replaces(status(version, arriving), Optional.of(status(presentVersion, present))))
                .isEqualTo(replaces);
    }

    @Test
    void shouldKeepTheNewestVersionWhateverTheOrder() {
        assertThat(Rows.replaces(TestObjects.deleted("a", 2), Optional.of(TestObjects.deleted("a", 1))))
                .isTrue();
        assertThat(Rows.replaces(TestObjects.deleted("a", 1), Optional.of(TestObjects.deleted("a", 2))))
                .isFalse();
        assertThat(Rows.replaces(TestObjects.deleted("a", 1), Optional.empty())).isTrue();
    }

    private static MediaStatus status(long version, State state) {
        return new MediaStatus(
                TestObjects.key("a"),
                version,
                state,
                TestObjects.NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new MediaStatus.Failure(Stage.DECODE, "truncated", "it ends early"))
                        .filter(failure -> state == State.FAILED),
                Optional.empty(),
                Optional.empty());
    }
}
