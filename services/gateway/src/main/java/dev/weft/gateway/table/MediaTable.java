package dev.weft.gateway.table;

import dev.weft.core.MediaEvent;
import dev.weft.core.MediaKey;
import dev.weft.core.MediaStatus;
import dev.weft.core.TenantId;
import dev.weft.events.EventCodecs;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest event and status of every item: what the topics said, and over it what this gateway has written and the topics have not brought
 * back yet, so that everybody reads their own writes. Safe for use by several threads.
 *
 * <p>All changes of a key, from the topics and from requests, happen under one lock, so that counting and versions are exact.
 */
public final class MediaTable {

    private static final int STRIPES = 256;

    private final TenantId tenant;
    private final Rows rows;
    private final Tally tally;
    private final Listeners listeners = new Listeners();
    private final Map<MediaKey, OwnWrite> own = new ConcurrentHashMap<>();
    private final Lock[] stripes =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(Lock[]::new);
    private final Object goingLive = new Object();

    private volatile @Nullable TableView view;

    public MediaTable(TenantId tenant, EventCodecs codecs) {
        this.tenant = tenant;
        this.rows = new Rows(codecs);
        this.tally = new Tally(tenant);
    }

    /** The installation's tenant. */
    public TenantId tenant() {
        return tenant;
    }

    /** Whether it holds everything that lay on the topics when it was opened. */
    public boolean isLive() {
        return view != null;
    }

    /**
     * What is known of the item, deleted ones included.
     *
     * @throws ProblemException {@code unavailable} until the table is live
     */
    public Optional<Known> find(MediaKey key) {
        return find(requireLive(), key);
    }

    /** How many items are in each state. */
    public StateCounts states() {
        requireLive();
        return tally.states();
    }

    /** How far the items of an import are; nothing if no item came with it. */
    public Optional<ImportCounts> ofImport(String id) {
        requireLive();
        return tally.ofImport(id);
    }

    /**
     * Calls the listener after every change of the item, on a thread it must not hold up.
     *
     * @return ends the subscription; idempotent
     */
    public Runnable listen(MediaKey key, Runnable listener) {
        return listeners.add(key, listener);
    }

    /** Runs the decision alone on this key. */
    <T> T locked(MediaKey key, Function<Optional<Known>, T> decision) {
        TableView live = requireLive();
        Lock lock = stripe(key);
        lock.lock();
        try {
            return decision.apply(find(live, key));
        } finally {
            lock.unlock();
        }
    }

    /** The write that the topic has not brought back yet. */
    Optional<OwnWrite> pending(MediaKey key) {
        return Optional.ofNullable(own.get(key));
    }

    int pendingWrites() {
        return own.size();
    }

    /** Shows the write to all readers. Only inside {@link #locked}. */
    void show(MediaKey key, OwnWrite write) {
        change(requireLive(), key, () -> own.put(key, write));
    }

    /** Takes a failed write back, unless a newer one is over it. */
    void withdraw(MediaKey key, OwnWrite write) {
        TableView live = view;
        if (live == null) {
            own.remove(key, write);
            return;
        }
        lockedChange(live, key, () -> own.remove(key, write));
    }

    byte[] encode(MediaEvent event) {
        return rows.encode(event);
    }

    /** A record of the media topic. */
    void onMedia(String recordKey, byte @Nullable [] value, byte @Nullable [] present, Runnable put) {
        Optional<MediaEvent> event =
                rows.media(value).filter(media -> recordKey.equals(media.key().toString()));
        if (event.isEmpty() || !Rows.replaces(event.get(), rows.media(present))) {
            return;
        }
        MediaKey key = event.get().key();
        apply(key, () -> {
            put.run();
            own.computeIfPresent(
                    key, (_, write) -> write.event().version() <= event.get().version() ? null : write);
        });
    }

    /** A record of the status topic. */
    void onStatus(String recordKey, byte @Nullable [] value, byte @Nullable [] present, Runnable put) {
        Optional<MediaStatus> status =
                rows.status(value).filter(row -> recordKey.equals(row.key().toString()));
        if (status.isPresent() && Rows.replaces(status.get(), rows.status(present))) {
            apply(status.get().key(), put);
        }
    }

    /** The stores are complete: count them once, then follow. */
    void goLive(TableView restored) {
        synchronized (goingLive) {
            tally.clear();
            restored.forEachMedia((key, value) ->
                    rows.media(value).ifPresent(event -> tally.move(Optional.empty(), find(restored, event.key()))));
            view = restored;
        }
    }

    /** The stores are closed. */
    void goDark() {
        view = null;
    }

    private void apply(MediaKey key, Runnable put) {
        if (view == null) {
            synchronized (goingLive) {
                if (view == null) {
                    put.run();
                    return;
                }
            }
        }
        lockedChange(requireLive(), key, put);
        listeners.changed(key);
    }

    private void lockedChange(TableView live, MediaKey key, Runnable action) {
        Lock lock = stripe(key);
        lock.lock();
        try {
            change(live, key, action);
        } finally {
            lock.unlock();
        }
    }

    private void change(TableView live, MediaKey key, Runnable action) {
        Optional<Known> before = find(live, key);
        action.run();
        tally.move(before, find(live, key));
    }

    private Optional<Known> find(TableView live, MediaKey key) {
        // In this order: between the two reads a write can move from "own" to the rows, never back.
        OwnWrite write = own.get(key);
        String name = key.toString();
        Optional<MediaEvent> stored = rows.media(live.media(name));
        Optional<MediaEvent> newest = write != null
                        && (stored.isEmpty()
                                || write.event().version() > stored.get().version())
                ? Optional.of(write.event())
                : stored;
        return newest.map(event -> new Known(event, rows.status(live.status(name))));
    }

    private TableView requireLive() {
        TableView live = view;
        if (live == null) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "the gateway is still reading its table from Kafka");
        }
        return live;
    }

    private Lock stripe(MediaKey key) {
        return stripes[Math.floorMod(key.hashCode(), STRIPES)];
    }
}
