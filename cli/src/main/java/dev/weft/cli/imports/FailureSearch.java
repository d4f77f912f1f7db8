package dev.weft.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.catalog.Catalog;
import dev.weft.cli.catalog.CatalogEntry;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.GatewayUnreachableException;
import dev.weft.cli.client.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Finds out which items failed after they were accepted. The gateway counts them; which they are is asked item by item, going through the
 * catalog again, because remembering every id of an import of millions would cost its memory on either side.
 */
final class FailureSearch {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int CONCURRENCY = 16;

    private final GatewayClient client;
    private final Tally tally;
    private final AtomicLong missing;

    /** @param failed how many there are to be found */
    FailureSearch(GatewayClient client, Tally tally, long failed) {
        this.client = client;
        this.tally = tally;
        this.missing = new AtomicLong(failed);
    }

    /** Adds them to the tally, as many as are found within half a minute. */
    void run(Catalog catalog) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Semaphore slots = new Semaphore(CONCURRENCY);
        try (Stream<CatalogEntry> entries = catalog.entries();
                ExecutorService questions = Executors.newVirtualThreadPerTaskExecutor()) {
            Iterator<CatalogEntry> each = entries.iterator();
            while (missing.get() > 0 && System.nanoTime() < deadline && each.hasNext()) {
                if (each.next() instanceof CatalogEntry.Item item) {
                    slots.acquire();
                    questions.execute(() -> {
                        ask(item);
                        slots.release();
                    });
                }
            }
        }
    }

    private void ask(CatalogEntry.Item item) {
        try {
            JsonNode media = client.media(item.upload().id());
            if (media.path("state").asText().equals("failed")) {
                JsonNode failure = media.path("failure");
                missing.decrementAndGet();
                tally.note(new ImportFailure(
                        item.where(),
                        failure.path("reason").asText("failed"),
                        failure.path("message").asText("no message") + " (stage "
                                + failure.path("stage").asText("unknown") + ")"));
            }
        } catch (ProblemException e) {
            // Another one's business by now, deleted for example: the count of failures stands without it.
            return;
        } catch (GatewayUnreachableException e) {
            missing.set(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
