package dev.weft.vectorstore.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchNameTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @Test
    void shouldBeLeftOverOnlyWhenNoProbeCanStillUseIt() {
        String name = ScratchName.of(NOW);

        assertThat(ScratchName.isLeftOver(name, NOW.plus(ScratchName.LONGER_THAN_A_PROBE)))
                .isFalse();
        assertThat(ScratchName.isLeftOver(
                        name, NOW.plus(ScratchName.LONGER_THAN_A_PROBE).plusSeconds(1)))
                .isTrue();
    }

    @Test
    void shouldNotBeGivenTwice() {
        assertThat(ScratchName.of(NOW)).isNotEqualTo(ScratchName.of(NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog__r1", "weft_probe_", "weft_probe_0000000001", "weft_probe_0000000001_mine"})
    void shouldLeaveTheCollectionsOfOthersAlone(String name) {
        assertThat(ScratchName.isLeftOver(name, NOW)).isFalse();
    }
}
