package dev.weft.gateway.http;

import dev.weft.core.MediaId;
import dev.weft.gateway.http.Uploads.Prepared;
import dev.weft.gateway.intake.LineReader;
import dev.weft.gateway.intake.LineReader.Line;
import dev.weft.gateway.intake.MemoryBudget.Share;
import dev.weft.gateway.problem.Reason;
import dev.weft.gateway.table.Written;
import dev.weft.http.ProblemException;
import dev.weft.http.ProblemReason;
import dev.weft.http.StandardReason;
import dev.weft.media.MediaRejectedException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One batch: lines are prepared beside each other, within bounds, and written in their order, so that of two lines with one id the later one
 * wins. Used once, by one thread.
 */
final class Batch {

    private static final Logger LOG = Logger.getLogger(Batch.class);

    private final Uploads uploads;
    private final GatewayMetrics metrics;
    private final Optional<String> importId;
    private final int maxLines;
    private final int inFlight;
    private final Deque<Preparing> preparing = new ArrayDeque<>();
    private final List<CompletableFuture<BatchLine>> results = new ArrayList<>();

    Batch(Uploads uploads, GatewayMetrics metrics, Optional<String> importId, int maxLines, int inFlight) {
        this.uploads = uploads;
        this.metrics = metrics;
        this.importId = importId;
        this.maxLines = maxLines;
        this.inFlight = inFlight;
    }

    private record Preparing(int line, CompletableFuture<Prepared> prepared) {}

    /**
     * Works through all lines.
     *
     * @return one result per line that isn't blank, in their order
     * @throws IOException if the client goes away
     */
    List<BatchLine> run(LineReader lines) throws IOException {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            int number = 0;
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                number++;
                if (number > maxLines) {
                    preparing.add(new Preparing(
                            number,
                            CompletableFuture.failedFuture(new ProblemException(
                                    Reason.TOO_MANY_LINES,
                                    "a batch may have up to " + maxLines + " lines; the rest is not read"))));
                    break;
                }
                if (preparing.size() >= inFlight) {
                    write(preparing.remove());
                }
                begin(number, line.get(), executor);
            }
            while (!preparing.isEmpty()) {
                write(preparing.remove());
            }
        }
        return results.stream().map(CompletableFuture::join).toList();
    }

    private void begin(int number, Line line, ExecutorService executor) {
        switch (line) {
            case Line.TooLong() ->
                preparing.add(new Preparing(
                        number,
                        CompletableFuture.failedFuture(
                                new ProblemException(StandardReason.TOO_MANY_BYTES, "the line has too many bytes"))));
            case Line.Text(byte[] bytes) -> {
                if (!isBlank(bytes)) {
                    preparing.add(new Preparing(number, prepare(bytes, executor)));
                }
            }
        }
    }

    private CompletableFuture<Prepared> prepare(byte[] bytes, ExecutorService executor) {
        try {
            Share share = uploads.reserve(bytes);
            return CompletableFuture.supplyAsync(
                    () -> {
                        try (share) {
                            return uploads.line(bytes);
                        }
                    },
                    executor);
        } catch (ProblemException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void write(Preparing next) {
        String id = null;
        CompletableFuture<Written> written;
        try {
            Prepared prepared = next.prepared().join();
            id = prepared.id().map(MediaId::value).orElse(null);
            written = uploads.createOrPut(prepared, importId).toCompletableFuture();
        } catch (CompletionException | ProblemException e) {
            written = CompletableFuture.failedFuture(e);
        }
        String known = id;
        results.add(written.handle((result, failure) ->
                failure == null ? BatchLine.of(next.line(), result) : failed(next.line(), known, failure)));
    }

    private BatchLine failed(int line, @Nullable String id, Throwable failure) {
        return switch (failure) {
            case CompletionException wrapper when wrapper.getCause() != null -> failed(line, id, wrapper.getCause());
            case ProblemException problem -> rejected(line, id, problem.reason(), problem.detail());
            case MediaRejectedException rejected ->
                rejected(line, id, Reason.of(rejected.reason()), String.valueOf(rejected.getMessage()));
            default -> {
                LOG.errorf(failure, "A line of a batch failed unexpectedly: line=%d", line);
                yield rejected(line, id, StandardReason.INTERNAL, "the gateway's log has more");
            }
        };
    }

    private BatchLine rejected(int line, @Nullable String id, ProblemReason reason, String detail) {
        metrics.rejected(reason);
        return BatchLine.failed(line, id, reason, detail);
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
