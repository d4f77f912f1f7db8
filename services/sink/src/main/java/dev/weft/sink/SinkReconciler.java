package dev.weft.sink;

import dev.weft.core.ReleaseId;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.releases.SpaceReleases;
import dev.weft.sink.reconcile.ReconcileSettings;
import dev.weft.sink.reconcile.Reconciler;
import dev.weft.sink.reconcile.SinkLog;
import dev.weft.sink.source.EventSource;
import dev.weft.sink.source.WeftRecords;
import dev.weft.vectorstore.VectorStore;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Makes reconcilers that read and write as the sink does. */
public final class SinkReconciler {

    private SinkReconciler() {}

    /**
     * A reconciler beside the sink of this group. Does no I/O yet.
     *
     * @param groupId the sink's consumer group
     * @param store the sink's; stays open
     * @param dimension of the release's vectors; when it is not given, the first ones decide
     */
    public static Reconciler of(
            KafkaSettings kafka,
            String groupId,
            VectorStore store,
            ReleaseId release,
            OptionalInt dimension,
            ReconcileSettings settings) {
        return of(
                new SinkLog(kafka, groupId, kafka.topics().embeddings()),
                () -> new WeftRecords(EventCodecs.open(kafka).embeddings()),
                store,
                release,
                dimension,
                settings);
    }

    /** As the other one, for a topic whose records mean what the source says. */
    static Reconciler of(
            SinkLog log,
            Supplier<EventSource> source,
            VectorStore store,
            ReleaseId release,
            OptionalInt dimension,
            ReconcileSettings settings) {
        Clock clock = Clock.systemUTC();
        return new Reconciler(
                log,
                store,
                release,
                () -> new ReconcileRules(
                        new RecordReader(source.get()),
                        new IndexWriter(
                                store, new ReleaseCollections(store, SpaceReleases.only(release), dimension), clock),
                        release),
                settings,
                clock);
    }
}
