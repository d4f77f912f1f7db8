package dev.weft.testkit;

import dev.weft.core.DeadLetterId;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.deadletters.DeadLetterFilter;
import dev.weft.events.deadletters.DeadLetterLog;
import dev.weft.events.deadletters.DeadLetterReplayer;
import dev.weft.events.deadletters.DeadLetterSummary;
import dev.weft.events.deadletters.ReplayOutcome;
import dev.weft.events.deadletters.ReplayRequest;
import dev.weft.events.deadletters.Viewer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Replays dead letters as an operator does. */
public final class Replays {

    private static final int MOST = 100;

    private Replays() {}

    /**
     * Replays the newest 100 dead letters, without those that were replayed before.
     *
     * @param topic the only one to which records may go again
     */
    public static List<ReplayOutcome> replayAll(KafkaSettings kafka, String topic) {
        EventCodecs codecs = EventCodecs.open(kafka);
        List<DeadLetterId> ids = new DeadLetterLog(kafka, codecs)
                .page(Viewer.operator(), DeadLetterFilter.ANY, Optional.empty(), MOST).letters().stream()
                        .map(DeadLetterSummary::id)
                        .toList();
        return new DeadLetterReplayer(kafka, codecs, Set.of(topic), Clock.systemUTC())
                .replay(
                        Viewer.operator(),
                        new ReplayRequest(ids, "test", ReplayRequest.Repeat.SKIP, ReplayRequest.Effect.REPLAY));
    }
}
