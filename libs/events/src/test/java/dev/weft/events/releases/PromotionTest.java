package dev.weft.events.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Release;
import dev.weft.core.ReleaseState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromotionTest {

    @Test
    void shouldRecordTheReasonWhenARejectedReleaseIsForced() throws Exception {
        Release rejected = Lives.release(2, ReleaseState.REJECTED);

        Release promoted = Promotion.of(rejected, Optional.of("we know better"), "ada", Lives.NOW)
                .orElseThrow();

        assertThat(promoted.state()).isEqualTo(ReleaseState.APPROVED);
        assertThat(promoted.revision()).isEqualTo(2);
        assertThat(promoted.standing().forced()).contains("we know better");
        assertThat(promoted.standing().by()).isEqualTo("ada");
    }

    @Test
    void shouldRefuseARejectedReleaseWithoutAReason() {
        Release rejected = Lives.release(2, ReleaseState.REJECTED);

        for (Optional<String> nothing : List.of(Optional.<String>empty(), Optional.of(" "))) {
            assertThatThrownBy(() -> Promotion.of(rejected, nothing, "ada", Lives.NOW))
                    .isInstanceOf(ReleaseRefusedException.class)
                    .hasMessageContaining("needs a reason")
                    .hasMessageContaining("too small to decide");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVED", "BACKFILLING", "SHADOW", "LIVE"})
    void shouldChangeNothingWhenTheReleaseIsOnItsWay(ReleaseState state) throws Exception {
        assertThat(Promotion.of(Lives.release(2, state), Optional.empty(), "ada", Lives.NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CANDIDATE", "STANDBY", "RETIRED", "ROLLED_BACK"})
    void shouldRefuseWhatCantGoLive(ReleaseState state) {
        assertThatThrownBy(() -> Promotion.of(Lives.release(2, state), Optional.of("please"), "ada", Lives.NOW))
                .isInstanceOf(ReleaseRefusedException.class)
                .hasMessageContaining("catalog@2");
    }
}
