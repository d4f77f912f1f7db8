package dev.weft.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final long MIB = 1L << 20;

    @Test
    void shouldNeverLendMoreThanItHasWhenManyThreadsAsk() throws Exception {
        // given
        MemoryBudget budget = new MemoryBudget(10 * MIB);
        AtomicLong inUse = new AtomicLong();
        AtomicLong peak = new AtomicLong();

        // when
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 200; i++) {
                long wanted = (1 + i % 6) * MIB;
                threads.execute(() -> {
                    try (MemoryBudget.Lease held = budget.acquire(wanted)) {
                        peak.accumulateAndGet(inUse.addAndGet(wanted), Math::max);
                        busy();
                        inUse.addAndGet(-wanted);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
        }

        // then
        assertThat(peak.get()).isPositive().isLessThanOrEqualTo(10 * MIB);
        assertThat(budget.freeBytes()).isEqualTo(10 * MIB);
    }

    /** Long enough for others to ask meanwhile. */
    private static void busy() {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
    }

    @Test
    void shouldLendAllToARequestAboveTheWholeBudget() throws Exception {
        // given
        MemoryBudget budget = new MemoryBudget(MIB);

        // when
        try (MemoryBudget.Lease held = budget.acquire(100 * MIB)) {
            // then
            assertThat(budget.freeBytes()).isZero();
        }
        assertThat(budget.freeBytes()).isEqualTo(MIB);
    }

    @Test
    void shouldServeALargeRequestBeforeSmallOnesThatCameLater() throws Exception {
        // given
        MemoryBudget budget = new MemoryBudget(4 * MIB);
        MemoryBudget.Lease first = budget.acquire(2 * MIB);
        CountDownLatch largeServed = new CountDownLatch(1);
        Thread large = Thread.ofPlatform().start(() -> {
            try (MemoryBudget.Lease held = budget.acquire(4 * MIB)) {
                largeServed.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> large.getState() == Thread.State.WAITING);
        try (ExecutorService later = Executors.newSingleThreadExecutor()) {
            Future<Long> small = later.submit(() -> {
                try (MemoryBudget.Lease held = budget.acquire(MIB)) {
                    return largeServed.getCount();
                }
            });

            // when
            first.close();

            // then
            assertThat(small.get()).isZero();
        }
    }

    @Test
    void shouldRefuseABudgetOfNothing() {
        assertThatThrownBy(() -> new MemoryBudget(0)).hasMessageContaining("got 0");
    }
}
