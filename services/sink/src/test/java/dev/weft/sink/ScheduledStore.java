package dev.weft.sink;

import dev.weft.core.MediaKey;
import dev.weft.testkit.TestObjects;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoreExhaustedException;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStoreException;
import dev.weft.vectorstore.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A store in memory whose calls take a time drawn with a seed and fail now and then; it tells which items two calls wrote at a time. */
final class ScheduledStore extends ForwardingStore {

    private final Random random;
    private final Set<MediaKey> busy = new HashSet<>();
    private final List<MediaKey> overlaps = new ArrayList<>();
    private final Map<MediaKey, List<Long>> written = new HashMap<>();

    ScheduledStore(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public List<WriteOutcome> apply(String collection, List<Mutation> mutations) {
        long micros = begin(mutations);
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
        try {
            return super.apply(collection, mutations);
        } finally {
            end(mutations);
        }
    }

    private synchronized long begin(List<Mutation> mutations) {
        switch (random.nextInt(12)) {
            case 0 -> throw new VectorStoreException("not now", new IllegalStateException("a test's doing"));
            case 1 -> throw new StoreExhaustedException("full", new IllegalStateException("a test's doing"));
            default -> {}
        }
        for (Mutation mutation : mutations) {
            if (!busy.add(mutation.key())) {
                overlaps.add(mutation.key());
            }
            written.computeIfAbsent(mutation.key(), key -> new ArrayList<>()).add(mutation.version());
        }
        return random.nextInt(2_000);
    }

    private synchronized void end(List<Mutation> mutations) {
        mutations.forEach(mutation -> busy.remove(mutation.key()));
    }

    synchronized List<MediaKey> overlaps() {
        return List.copyOf(overlaps);
    }

    synchronized Map<MediaKey, List<Long>> writtenByItem() {
        return Map.copyOf(written);
    }

    Map<MediaKey, StoredVersion> content() {
        return scan(TestObjects.RELEASE.collection(), Optional.empty(), 10_000).stream()
                .collect(Collectors.toMap(StoredVersion::key, Function.identity()));
    }
}
