package dev.weft.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final FairQueue<String, String> queue = new FairQueue<>();
    private long clock;

    private Entry<String, String> entry(String value, Lane lane, String tenant, long size) {
        return new Entry<>(new BatchItem<>(value, lane, new TenantId(tenant), size), clock++);
    }

    private void add(String value, Lane lane, String tenant, long size) {
        queue.add(entry(value, lane, tenant, size));
    }

    private void live(String... values) {
        for (String value : values) {
            add(value, Lane.LIVE, value.substring(0, 1), 1);
        }
    }

    private List<String> take(int most) {
        return queue.take(most).stream().map(entry -> entry.item().value()).toList();
    }

    @Test
    void shouldGiveNothingWhenEmpty() {
        assertThat(take(4)).isEmpty();
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void shouldTakeLiveItemsFirstAndNotMixLanes() {
        // given
        add("old", Lane.BACKFILL, "a", 1);
        live("a1", "b1");

        // when, then
        assertThat(queue.waiting()).isEqualTo(2);
        assertThat(take(4)).containsExactly("a1", "b1");
        assertThat(take(4)).containsExactly("old");
        assertThat(queue.size()).isZero();
    }

    @Test
    void shouldGiveTheBackfillEveryFifthBatchWhenLiveItemsNeverEnd() {
        // given
        IntStream.range(0, 20).forEach(i -> add("backfill", Lane.BACKFILL, "a", 1));
        IntStream.range(0, 20).forEach(i -> live("live"));

        // when
        List<String> order = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> order.addAll(take(1)));

        // then
        assertThat(order)
                .containsExactly(
                        "live", "live", "live", "live", "backfill", "live", "live", "live", "live", "backfill");
    }

    @Test
    void shouldLetTenantsTakeTurnsWhenOneHasMuchMore() {
        // given
        live("a1", "a2", "a3", "a4", "a5", "a6", "b1", "c1", "b2");

        // when, then
        assertThat(take(4)).containsExactly("a1", "b1", "c1", "a2");
        assertThat(take(2)).containsExactlyInAnyOrder("a3", "b2");
        assertThat(take(4)).containsExactly("a4", "a5", "a6");
    }

    @Test
    void shouldPutATenantBehindTheOthersWhenItHasHadItsTurn() {
        // given
        live("a1", "a2", "b1", "b2");

        // when, then
        assertThat(take(1)).containsExactly("a1");
        assertThat(take(1)).containsExactly("b1");
        assertThat(take(1)).containsExactly("a2");
    }

    @Test
    void shouldChooseCompanyOfTheSameSizeAndThenThoseItPassedOver() {
        // given
        long[] sizes = {50, 8, 52, 9, 400, 51, 7};
        for (long size : sizes) {
            add("t" + size, Lane.LIVE, "a", size);
        }

        // when, then: of six that are looked at, those around 50; then the three that were passed over, whatever their
        // sizes
        assertThat(take(3)).containsExactlyInAnyOrder("t50", "t51", "t52");
        assertThat(take(3)).containsExactlyInAnyOrder("t8", "t9", "t400");
        assertThat(take(3)).containsExactly("t7");
    }

    @Test
    void shouldPassAnItemOverOnceWhenOthersOfTheRightSizeNeverEnd() {
        // given
        IntStream.range(0, 5).forEach(i -> add("small", Lane.LIVE, "a", 1));
        add("huge", Lane.LIVE, "a", 1_000);
        IntStream.range(0, 40).forEach(i -> add("small", Lane.LIVE, "a", 1));

        // when, then
        assertThat(take(4)).doesNotContain("huge");
        assertThat(take(4)).contains("huge");
    }

    @Test
    void shouldTakeWhatHadBegunFirstAndSuspectsAlone() {
        // given
        live("later");
        Entry<String, String> suspect = entry("suspect", Lane.BACKFILL, "a", 1);
        suspect.timedOut();
        queue.putBack(List.of(
                entry("begun-1", Lane.BACKFILL, "a", 1),
                entry("begun-2", Lane.LIVE, "a", 1),
                suspect,
                entry("begun-3", Lane.LIVE, "a", 1)));

        // when, then
        assertThat(queue.size()).isEqualTo(5);
        assertThat(take(2)).containsExactly("begun-1", "begun-2");
        assertThat(take(4)).containsExactly("suspect");
        assertThat(take(1)).containsExactly("begun-3");
        assertThat(take(4)).containsExactly("later");
    }

    @Test
    void shouldFillUpTheBatchOfWhatHadBegunWithWhatComesNext() {
        // given
        live("later-1", "later-2", "later-3");
        queue.putBack(List.of(entry("begun", Lane.LIVE, "a", 1)));

        // when, then
        assertThat(take(3)).containsExactly("begun", "later-1", "later-2");
        assertThat(take(3)).containsExactly("later-3");
    }

    @Test
    void shouldTellWhenTheOldestOfTheNextBatchCame() {
        // given
        add("backfill", Lane.BACKFILL, "a", 1);
        live("b1", "a1");

        // when, then
        assertThat(queue.oldestNanos()).isEqualTo(1);
        take(2);
        assertThat(queue.oldestNanos()).isZero();
    }
}
