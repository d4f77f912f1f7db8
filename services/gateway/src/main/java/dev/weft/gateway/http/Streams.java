package dev.weft.gateway.http;

import dev.weft.gateway.Backends;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Server-sent events made of snapshots. A client that reads slowly misses snapshots, never the newest one, so that nothing piles up however
 * slow it is.
 */
@ApplicationScoped
class Streams {

    private final Semaphore free;

    @Inject
    Streams(Backends backends) {
        this.free = new Semaphore(backends.config().maxStreams());
    }

    /** Looks every so often, and sends when there is something new. */
    <T> Multi<OutboundSseEvent> watch(Sse sse, String name, Duration every, Supplier<T> snapshot) {
        Multi<T> snapshots = Multi.createFrom()
                .ticks() // the first at once
                .every(every)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                .map(tick -> snapshot.get())
                .skip()
                .repetitions();
        return open(sse, name, snapshots);
    }

    /** Sends a snapshot now and after each change that is listened for, until one is the last. */
    <T> Multi<OutboundSseEvent> follow(
            Sse sse, String name, Function<Runnable, Runnable> listen, Supplier<T> snapshot, Predicate<T> isLast) {
        Multi<T> snapshots = Multi.createFrom()
                .<Boolean>emitter(
                        emitter -> {
                            // Listening starts before the first look, so that no change falls between the two.
                            emitter.onTermination(listen.apply(() -> emitter.emit(true)));
                            emitter.emit(true);
                        },
                        BackPressureStrategy.LATEST)
                .emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                .map(changed -> snapshot.get())
                .skip()
                .repetitions();
        // The end is an item of its own, because a stream can be cut before an item but not after one.
        Multi<T> untilLast = snapshots
                .onItem()
                .transformToMultiAndConcatenate(item -> isLast.test(item)
                        ? Multi.createFrom().items(Optional.of(item), Optional.<T>empty())
                        : Multi.createFrom().item(Optional.of(item)))
                .select()
                .first(Optional::isPresent)
                .map(Optional::orElseThrow);
        return open(sse, name, untilLast);
    }

    private <T> Multi<OutboundSseEvent> open(Sse sse, String name, Multi<T> snapshots) {
        if (!free.tryAcquire()) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "too many event streams are open");
        }
        AtomicBoolean released = new AtomicBoolean();
        return snapshots
                .map(item -> sse.newEventBuilder()
                        .name(name)
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(item)
                        .build())
                .onTermination()
                .invoke(() -> {
                    if (!released.getAndSet(true)) {
                        free.release();
                    }
                });
    }
}
