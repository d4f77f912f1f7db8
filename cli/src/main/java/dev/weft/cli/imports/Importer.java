package dev.weft.cli.imports;

import dev.weft.cli.catalog.Catalog;
import dev.weft.cli.catalog.CatalogEntry;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.GatewayUnreachableException;
import dev.weft.cli.client.ImportCounts;
import dev.weft.cli.client.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Imports catalogs, one at a time. Putting an item again that is there already costs its upload and nothing else, so an interrupted
 * import is resumed by running it again.
 */
public final class Importer {

    /** How many failures a report names; the rest is only counted. */
    public static final int MAX_FAILURES = 1000;

    private final GatewayClient client;
    private final ImportOptions options;
    private final Consumer<ImportProgress> listener;

    /** @param listener told about progress a few times a second, by a thread of the importer */
    public Importer(GatewayClient client, ImportOptions options, Consumer<ImportProgress> listener) {
        this.client = client;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Uploads everything and, if wanted, waits until it can be found.
     *
     * @throws GatewayUnreachableException if the gateway is gone for longer than the client's patience
     * @throws ProblemException if the gateway can't start or follow an import
     * @throws IOException if the catalog itself breaks off
     */
    public ImportReport run(Catalog catalog)
            throws GatewayUnreachableException, ProblemException, IOException, InterruptedException {
        long start = System.nanoTime();
        String importId = client.startImport();
        Tally tally = new Tally();
        try (Follower follower = new Follower(client, importId, tally, start, listener)) {
            follower.startCounting(catalog);
            follower.start();
            Unsettled unsettled = new Unsettled(client);
            upload(catalog, importId, tally, unsettled);
            boolean complete = options.waitUntilSearchable()
                    && follower.awaitSettled(options.patience())
                    && unsettled.await(options.patience());
            ImportCounts counts = follower.latest();
            if (counts.failed() > 0) {
                new FailureSearch(client, tally, counts.failed()).run(catalog);
            }
            return new ImportReport(
                    importId,
                    tally.read.sum(),
                    counts,
                    tally.accepted.sum(),
                    tally.unchanged.sum(),
                    tally.rejected.sum(),
                    tally.failures(),
                    complete,
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void upload(Catalog catalog, String importId, Tally tally, Unsettled unsettled)
            throws GatewayUnreachableException, IOException, InterruptedException {
        AtomicReference<@Nullable GatewayUnreachableException> gone = new AtomicReference<>();
        Semaphore slots = new Semaphore(options.concurrency());
        try (Stream<CatalogEntry> entries = catalog.entries();
                ExecutorService uploads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (Iterator<CatalogEntry> each = entries.iterator(); each.hasNext() && gone.get() == null; ) {
                    CatalogEntry entry = each.next();
                    tally.read.increment();
                    switch (entry) {
                        case CatalogEntry.Unreadable(String where, String reason) ->
                            tally.reject(new ImportFailure(where, "unreadable", reason));
                        case CatalogEntry.Item item -> {
                            slots.acquire();
                            uploads.execute(() -> {
                                put(item, importId, tally, unsettled, gone);
                                slots.release();
                            });
                        }
                    }
                }
            } catch (InterruptedException e) {
                uploads.shutdownNow();
                throw e;
            }
        }
        GatewayUnreachableException unreachable = gone.get();
        if (unreachable != null) {
            throw unreachable;
        }
    }

    private void put(
            CatalogEntry.Item item,
            String importId,
            Tally tally,
            Unsettled unsettled,
            AtomicReference<@Nullable GatewayUnreachableException> gone) {
        try {
            switch (client.put(item.upload(), importId)) {
                case ACCEPTED -> tally.accepted.increment();
                case UNCHANGED -> tally.unchanged.increment();
                case UNCHANGED_UNSETTLED -> {
                    tally.unchanged.increment();
                    unsettled.add(item.upload().id());
                }
            }
        } catch (ProblemException e) {
            tally.reject(new ImportFailure(item.where(), e.reason(), String.valueOf(e.getMessage())));
        } catch (IOException e) {
            tally.reject(new ImportFailure(item.where(), "unreadable", String.valueOf(e.getMessage())));
        } catch (GatewayUnreachableException e) {
            gone.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
