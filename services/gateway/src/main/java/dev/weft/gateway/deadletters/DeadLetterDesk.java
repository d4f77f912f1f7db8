package dev.weft.gateway.deadletters;

import dev.weft.core.DeadLetter;
import dev.weft.core.DeadLetterId;
import dev.weft.core.DeadLetterReplay;
import dev.weft.core.TenantId;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.SchemaRegistryException;
import dev.weft.events.deadletters.DeadLetterLog;
import dev.weft.events.deadletters.DeadLetterPage;
import dev.weft.events.deadletters.DeadLetterReplayer;
import dev.weft.events.deadletters.DeadLetterSummary;
import dev.weft.events.deadletters.EventReader;
import dev.weft.events.deadletters.PageCursor;
import dev.weft.events.deadletters.ReplayMarkers;
import dev.weft.events.deadletters.ReplayOutcome;
import dev.weft.events.deadletters.ReplayRequest;
import dev.weft.events.deadletters.Viewer;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/**
 * Lists, shows and replays what the gateway's tenant may see. Calls block; they throw a {@link ProblemException}, {@code unavailable} when Kafka does
 * not answer. Safe for use by several threads, a few at a time.
 */
public final class DeadLetterDesk {

    /** Each call reads with a client of its own: these are tools for people, and must not take the memory of uploads. */
    private static final int MAX_CALLS = 4;

    private final Viewer viewer;
    private final DeadLetterLog log;
    private final ReplayMarkers markers;
    private final DeadLetterReplayer replayer;
    private final EventReader events;
    private final Semaphore free = new Semaphore(MAX_CALLS);

    /**
     * @param ownerless whether what names no tenant is shown too
     * @param replayTopics what may be replayed to, besides our own topics
     */
    public DeadLetterDesk(
            KafkaSettings kafka, EventCodecs codecs, TenantId tenant, boolean ownerless, Set<String> replayTopics) {
        Set<String> targets = new HashSet<>(replayTopics);
        targets.add(kafka.topics().media());
        targets.add(kafka.topics().embeddings());
        this.viewer = ownerless ? Viewer.ofOnlyTenant(tenant) : Viewer.of(tenant);
        this.log = new DeadLetterLog(kafka, codecs);
        this.markers = new ReplayMarkers(kafka, codecs);
        this.replayer = new DeadLetterReplayer(kafka, codecs, targets, Clock.systemUTC());
        this.events = new EventReader(kafka.topics(), codecs);
    }

    /** @param replays by letter, of those that were replayed */
    public record Found(DeadLetterPage page, Map<DeadLetterId, DeadLetterReplay> replays) {}

    /** @param event what the value says, or why it says nothing */
    public record Shown(DeadLetterId id, DeadLetter letter, String event, Optional<DeadLetterReplay> replay) {}

    /** @param next where the rest of the filter's letters begins */
    public record Replayed(List<ReplayOutcome> outcomes, Optional<PageCursor> next) {}

    public Found list(Listing listing) {
        return guarded(() -> {
            DeadLetterPage page = page(listing);
            return new Found(page, markers.find(ids(page)));
        });
    }

    /** @throws ProblemException also {@code unknown_dead_letter} */
    public Shown show(DeadLetterId id) {
        return guarded(() -> {
            DeadLetter letter = log.find(viewer, id)
                    .orElseThrow(
                            () -> new ProblemException(Reason.UNKNOWN_DEAD_LETTER, "there is no dead letter " + id));
            return new Shown(
                    id,
                    letter,
                    events.describe(letter.origin().topic(), letter.value()),
                    Optional.ofNullable(markers.find(List.of(id)).get(id)));
        });
    }

    /** Oldest first, when a filter names the letters. */
    public Replayed replay(Replay replay) {
        return guarded(() -> switch (replay.letters()) {
            case Replay.Named(List<DeadLetterId> ids) -> new Replayed(replay(ids, replay), Optional.empty());
            case Replay.Listed(Listing listing) -> {
                DeadLetterPage page = page(listing);
                yield new Replayed(replay(ids(page).reversed(), replay), page.next());
            }
        });
    }

    private List<ReplayOutcome> replay(List<DeadLetterId> ids, Replay replay) {
        return ids.isEmpty()
                ? List.of()
                : replayer.replay(viewer, new ReplayRequest(ids, replay.by(), replay.repeat(), replay.effect()));
    }

    private DeadLetterPage page(Listing listing) {
        return log.page(viewer, listing.filter(), listing.after(), listing.limit());
    }

    private static List<DeadLetterId> ids(DeadLetterPage page) {
        return page.letters().stream().map(DeadLetterSummary::id).toList();
    }

    private <T> T guarded(Supplier<T> work) {
        if (!free.tryAcquire()) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "too many others are at the dead letters");
        }
        try {
            return work.get();
        } catch (KafkaException | SchemaRegistryException e) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "Kafka or the schema registry does not answer", e);
        } finally {
            free.release();
        }
    }
}
