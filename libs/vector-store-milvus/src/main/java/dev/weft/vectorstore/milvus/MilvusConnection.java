package dev.weft.vectorstore.milvus;

import dev.weft.vectorstore.VectorStoreException;
import io.milvus.grpc.MilvusServiceGrpc;
import io.milvus.grpc.MutationResult;
import io.milvus.grpc.UpsertRequest;
import io.milvus.shaded.io.grpc.ManagedChannel;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.client.RetryConfig;
import io.milvus.v2.utils.ClientUtils;
import io.milvus.v2.utils.RpcUtils;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The SDK's client with bounds. Each call has one deadline and no repetition: whoever calls a store knows how long to go on, while the SDK's own
 * default, 75 repetitions without a deadline, would hold a thread for minutes.
 */
final class MilvusConnection implements AutoCloseable {

    private static final RetryConfig ONCE =
            RetryConfig.builder().maxRetryTimes(1).build();
    private static final long CLOSE_SECONDS = 3;

    /** Makes exceptions of what the server answers, as the SDK does. */
    private static final RpcUtils STATUS = new RpcUtils();

    private final MilvusClientV2 client;
    /** For rows, which go past the SDK's client, configured by the SDK as its own is. */
    private final ManagedChannel channel;

    private final String database;
    private final Duration deadline;
    private final Duration shortDeadline;

    private MilvusConnection(MilvusClientV2 client, ManagedChannel channel, MilvusSettings settings) {
        this.client = client;
        this.channel = channel;
        this.database = settings.database().orElse("");
        this.deadline = settings.limits().deadline();
        this.shortDeadline = settings.limits().connect();
    }

    /** @throws VectorStoreException if the server can't be reached in time, or refuses us */
    static MilvusConnection open(MilvusSettings settings) {
        String what = "connect to Milvus at " + settings.where();
        ConnectConfig config = config(settings);
        // Within the constructor the SDK makes calls without a deadline.
        MilvusClientV2 client = within(
                settings.limits().connect(), what, () -> new MilvusClientV2(config), late -> late.close(CLOSE_SECONDS));
        client.retryConfig(ONCE);
        return new MilvusConnection(client, new ClientUtils().getChannel(config), settings);
    }

    /** Calls that read, or change collections rather than rows. */
    <T> T call(String what, Function<MilvusClientV2, T> call) {
        return call(what, Failures.Purpose.OTHER, call);
    }

    /** A call as {@link #call}, without a result. */
    void run(String what, Consumer<MilvusClientV2> call) {
        call(what, client -> {
            call.accept(client);
            return "";
        });
    }

    /**
     * Writes rows in one request; those that are there are replaced.
     *
     * @param rows at least one
     * @throws IllegalArgumentException if the server says that a row is invalid
     */
    void upsert(String what, String collection, List<Row> rows, VectorFormat format) {
        UpsertRequest request =
                RowColumns.request(collection, rows, format).setDbName(database).build();
        call(what, Failures.Purpose.WRITE, _ -> {
            MutationResult result = MilvusServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
                    .upsert(request);
            STATUS.handleResponse(what, result.getStatus());
            return result;
        });
    }

    /** A call that has no more time than connecting has, whatever the deadline of the others. */
    <T> T callBriefly(String what, Function<MilvusClientV2, T> call) {
        return within(shortDeadline, what, () -> call(what, call), late -> {});
    }

    @Override
    public void close() {
        channel.shutdown();
        try {
            client.close(CLOSE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T call(String what, Failures.Purpose purpose, Function<MilvusClientV2, T> call) {
        try {
            return call.apply(client);
        } catch (RuntimeException e) {
            throw Failures.of(what, purpose, e);
        }
    }

    private static ConnectConfig config(MilvusSettings settings) {
        var config = ConnectConfig.builder()
                .uri(settings.server())
                .connectTimeoutMs(settings.limits().connect().toMillis())
                .rpcDeadlineMs(settings.limits().deadline().toMillis());
        settings.database().ifPresent(config::dbName);
        settings.token().ifPresent(token -> config.token(token.reveal()));
        MilvusSettings.Tls tls = settings.tls();
        // The SDK passes the name on even when there is none, which gRPC does not take.
        String serverName =
                tls.serverName().orElse(URI.create(settings.server()).getHost());
        if (tls.certificate().isPresent()) {
            config.caPemPath(tls.authority().orElseThrow().toString())
                    .clientPemPath(tls.certificate().orElseThrow().toString())
                    .clientKeyPath(tls.key().orElseThrow().toString())
                    .serverName(serverName);
        } else {
            tls.authority()
                    .ifPresent(authority ->
                            config.serverPemPath(authority.toString()).serverName(serverName));
        }
        return config.build();
    }

    /** Work of a client that does not keep to a time by itself. */
    interface Interruptible<T> {
        T get() throws InterruptedException;
    }

    interface Closing<T> {
        void close(T late) throws InterruptedException;
    }

    /** @param closing what to do with a result that comes too late */
    static <T> T within(Duration time, String what, Interruptible<T> work, Closing<T> closing) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual().name("milvus-bounded").start(() -> {
            try {
                T value = work.get();
                if (!result.complete(value)) {
                    closing.close(value);
                }
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            return result.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(what, e);
        } catch (TimeoutException e) {
            // If it has come at this very moment, the worker's own completion fails and closes it.
            VectorStoreException late =
                    new VectorStoreException("could not " + what + " within " + time.toMillis() + " ms", e);
            if (!result.completeExceptionally(late)) {
                return ended(what, result);
            }
            worker.interrupt();
            throw late;
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
            throw new VectorStoreException("was interrupted when about to " + what, e);
        }
    }

    private static <T> T ended(String what, CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw failure(what, e);
        }
    }

    private static RuntimeException failure(String what, Exception ofFuture) {
        return switch (ofFuture.getCause()) {
            case VectorStoreException known -> known;
            case RuntimeException thrown -> Failures.of(what, Failures.Purpose.OTHER, thrown);
            case null, default -> new VectorStoreException("could not " + what, ofFuture);
        };
    }
}
