package dev.weft.cli.imports;

import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.GatewayUnreachableException;
import dev.weft.cli.client.ProblemException;
import dev.weft.core.MediaId;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Items that were there already, but on their way to the index still: an import that was cut off left them so. The gateway counts them to the
 * import that brought them, so the one that finds them asks item by item. Items may be added by several threads.
 */
final class Unsettled {

    private static final Duration EVERY = Duration.ofMillis(250);

    private final GatewayClient client;
    private final Queue<MediaId> items = new ConcurrentLinkedQueue<>();

    Unsettled(GatewayClient client) {
        this.client = client;
    }

    void add(MediaId id) {
        items.add(id);
    }

    /** Waits until all are searchable, failed or gone; false when {@code patience} passed without any of them becoming so. */
    boolean await(Duration patience) throws ProblemException, GatewayUnreachableException, InterruptedException {
        long changedNanos = System.nanoTime();
        for (MediaId id = items.peek(); id != null; id = items.peek()) {
            if (isSettled(id)) {
                items.remove();
                changedNanos = System.nanoTime();
            } else if (System.nanoTime() - changedNanos > patience.toNanos()) {
                return false;
            } else {
                Thread.sleep(EVERY);
            }
        }
        return true;
    }

    private boolean isSettled(MediaId id) throws ProblemException, GatewayUnreachableException, InterruptedException {
        try {
            return GatewayClient.isSettled(client.media(id));
        } catch (ProblemException e) {
            if (e.reason().equals("unknown_id")) {
                return true;
            }
            throw e;
        }
    }
}
