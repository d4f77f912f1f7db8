package dev.weft.benchmarks.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Searches by words at a constant rate, whether or not those before are answered, and keeps what came. For one thread. */
final class QueryLoad implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI search;
    private final List<String> texts;
    private final long everyNanos;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    /**
     * @param texts asked in turns
     * @param perSecond how many
     */
    QueryLoad(HttpClient http, URI url, List<String> texts, int perSecond) {
        this.http = http;
        this.search = URI.create(url + "/v1/search");
        this.texts = List.copyOf(texts);
        this.everyNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    void start() {
        long started = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        var _ = clock.scheduleAtFixedRate(
                () -> {
                    int number = next.getAndIncrement();
                    ask(texts.get(number % texts.size()), started + number * everyNanos);
                },
                0,
                everyNanos,
                TimeUnit.NANOSECONDS);
    }

    private void ask(String text, long dueNanos) {
        asked.add(http.sendAsync(request(text), HttpResponse.BodyHandlers.ofByteArray())
                .handle((response, failure) -> answer(text, dueNanos, response, failure))
                .thenAccept(answers::add));
    }

    private HttpRequest request(String text) {
        try {
            return HttpRequest.newBuilder(search)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("text", text, "k", 10))))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(
            String text, long dueNanos, @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        long done = System.nanoTime();
        if (response == null) {
            return Answer.failed(text, dueNanos, done, String.valueOf(failure));
        }
        if (response.statusCode() != 200) {
            return Answer.failed(text, dueNanos, done, "HTTP " + response.statusCode());
        }
        try {
            return Answer.of(text, dueNanos, done, JSON.readTree(response.body()));
        } catch (IOException e) {
            return Answer.failed(text, dueNanos, done, e.toString());
        }
    }

    /** Those that have come so far. */
    List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Asks nothing more, and waits for what was asked. */
    @Override
    public void close() {
        clock.close();
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();
    }
}
