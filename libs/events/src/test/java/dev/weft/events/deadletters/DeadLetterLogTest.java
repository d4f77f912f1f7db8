package dev.weft.events.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.DeadLetter;
import dev.weft.core.DeadLetterId;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterLogTest {

    private static final byte[] VALUE = {1};

    private final Letters letters = new Letters(3);
    private final DeadLetterLog log = new DeadLetterLog(letters.settings, letters.codecs);

    @AfterEach
    void close() {
        letters.close();
    }

    @Test
    void shouldListNewestFirstWithoutGapsOrRepeatsWhenPagedOverPartitions() {
        // given
        int count = 400;
        for (int i = 0; i < count; i++) {
            letters.bury(i % 3, letters.letter("default/i" + i, VALUE, i, Letters.NOW.plusSeconds(i)));
        }

        // when
        List<Long> offsets = new ArrayList<>();
        Optional<PageCursor> start = Optional.empty();
        int pages = 0;
        do {
            DeadLetterPage page = log.page(Viewer.operator(), DeadLetterFilter.ANY, start, 60);
            page.letters().forEach(letter -> offsets.add(letter.origin().offset()));
            start = page.next().map(PageCursor::toString).map(PageCursor::parse);
            pages++;
        } while (start.isPresent());

        // then
        assertThat(offsets).hasSize(count).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(pages).isEqualTo(7);
    }

    @Test
    void shouldListOnlyWhatIsAskedForWhenFiltered() {
        // given
        DeadLetter fetch = letters.letter("default/a", VALUE, 1, Letters.NOW);
        letters.bury(0, fetch);
        letters.bury(1, Letters.with(fetch, Stage.INDEX, "wrong_dimension", Optional.of(new ReleaseId("catalog", 2))));
        letters.bury(2, letters.letter("default/late", VALUE, 2, Letters.NOW.plusSeconds(60)));

        // then
        assertThat(keys(filter(Optional.of(Stage.INDEX), Optional.empty(), Optional.empty())))
                .containsExactly("default/a");
        assertThat(keys(filter(Optional.empty(), Optional.of("object_not_found"), Optional.empty())))
                .containsExactly("default/late", "default/a");
        assertThat(keys(filter(Optional.empty(), Optional.empty(), Optional.of(new ReleaseId("catalog", 2)))))
                .containsExactly("default/a");
        assertThat(keys(new DeadLetterFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Letters.NOW.plusSeconds(60)))))
                .containsExactly("default/late");
    }

    @Test
    void shouldHideWhatIsNotTheirsWhenATenantLooks() {
        // given
        DeadLetter own = letters.letter("shop/a", VALUE, 1, Letters.NOW);
        DeadLetterId theirs = letters.bury(1, letters.letter("other/a", VALUE, 2, Letters.NOW));
        letters.bury(0, own);
        letters.bury(0, Letters.with(own, Stage.READ, "key_mismatch", Optional.empty()));
        letters.bury(2, letters.letter("\u0000garbage", VALUE, 3, Letters.NOW));
        TenantId shop = new TenantId("shop");

        // then
        assertThat(keys(Viewer.of(shop))).containsExactly("shop/a");
        assertThat(keys(Viewer.ofOnlyTenant(shop))).containsExactlyInAnyOrder("shop/a", "shop/a", "\u0000garbage");
        assertThat(keys(Viewer.operator())).hasSize(4);
        assertThat(log.find(Viewer.of(shop), theirs)).isEmpty();
        assertThat(log.find(Viewer.ofOnlyTenant(shop), theirs)).isEmpty();
        assertThat(log.find(Viewer.operator(), theirs)).isPresent();
    }

    @Test
    void shouldShowAllOfItWhenAskedById() {
        // given
        DeadLetter letter = letters.letter("default/a", VALUE, 1, Letters.NOW);
        letters.bury(1, letters.letter("default/b", VALUE, 1, Letters.NOW));
        DeadLetterId id = letters.bury(1, letter);

        // then
        assertThat(log.find(Viewer.operator(), id))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(letter);
    }

    @Test
    void shouldFindNothingWhenThereIsNoSuchLetter() {
        assertThat(log.find(Viewer.operator(), new DeadLetterId(0, 0))).isEmpty();
        assertThat(log.find(Viewer.operator(), new DeadLetterId(999_999_999, 999_999_999_999_999_999L)))
                .isEmpty();
    }

    @Test
    void shouldCountWhatIsNoLetterWhenListing() {
        letters.bury(0, "garbage".getBytes(StandardCharsets.UTF_8));
        letters.bury(0, letters.letter("default/a", VALUE, 1, Letters.NOW));

        DeadLetterPage page = log.page(Viewer.operator(), DeadLetterFilter.ANY, Optional.empty(), 10);

        assertThat(page.letters()).hasSize(1);
        assertThat(page.unreadable()).isEqualTo(1);
    }

    @Test
    void shouldStaySmallWhenALettersTextsAreHuge() {
        letters.bury(0, letters.letter("default/" + "ä".repeat(400_000), VALUE, 1, Letters.NOW));

        DeadLetterSummary summary = log.page(Viewer.operator(), DeadLetterFilter.ANY, Optional.empty(), 1)
                .letters()
                .getFirst();

        assertThat(summary.key()).hasSize(301).endsWith("…");
    }

    @Test
    void shouldBeEmptyWhenAPageStartsWhereNothingIs() {
        letters.bury(0, letters.letter("default/a", VALUE, 1, Letters.NOW));

        DeadLetterPage page =
                log.page(Viewer.operator(), DeadLetterFilter.ANY, Optional.of(PageCursor.parse("999-5")), 10);

        assertThat(page.letters()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    void shouldRefuseTextsThatAreNoIdOrPageStart() {
        for (String text : List.of("", "1", "1-", "-1-2", "01-2", "1-2-3", "1-99999999999999999999", "1-2\n", "a-b")) {
            assertThatThrownBy(() -> DeadLetterId.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String text : List.of("", "_", "1-2_", "1-2__3-4", "x", "1-2_3-4\u001b")) {
            assertThatThrownBy(() -> PageCursor.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static DeadLetterFilter filter(
            Optional<Stage> stage, Optional<String> reason, Optional<ReleaseId> release) {
        return new DeadLetterFilter(stage, reason, release, Optional.empty());
    }

    private List<String> keys(DeadLetterFilter filter) {
        return keys(log.page(Viewer.operator(), filter, Optional.empty(), 100));
    }

    private List<String> keys(Viewer viewer) {
        return keys(log.page(viewer, DeadLetterFilter.ANY, Optional.empty(), 100));
    }

    private static List<String> keys(DeadLetterPage page) {
        return page.letters().stream().map(DeadLetterSummary::key).toList();
    }
}
