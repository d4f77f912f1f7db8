package dev.weft.events;

import dev.weft.core.running.Threads;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** What is done to threads that poll a consumer. */
public final class PollingThreads {

    private PollingThreads() {}

    /**
     * Wakes the thread's consumer up and waits for the thread's end; interrupts it only when it takes longer, since an interrupt would disturb the closing of the
     * consumer, and its group would wait for its good-bye. What the thread looks at to see that it is to end must be set before.
     *
     * @param consumer the thread's; null while it has none
     * @param timeout of the wait before the interrupt, and of the one after it
     */
    public static void stop(Thread thread, @Nullable Consumer<?, ?> consumer, Duration timeout) {
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Threads.stop(thread, timeout);
    }
}
