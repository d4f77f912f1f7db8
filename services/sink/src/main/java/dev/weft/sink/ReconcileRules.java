package dev.weft.sink;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.core.ProjectionKey;
import dev.weft.core.ReleaseId;
import dev.weft.events.releases.Projections;
import dev.weft.sink.reconcile.Said;
import dev.weft.sink.reconcile.SinkRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The sink's own reading and writing, for the reconciler. For one thread. */
final class ReconcileRules implements SinkRules {

    private final RecordReader reader;
    private final IndexWriter writer;
    private final ReleaseId release;

    ReconcileRules(RecordReader reader, IndexWriter writer, ReleaseId release) {
        this.reader = reader;
        this.writer = writer;
        this.release = release;
    }

    @Override
    public Said read(ConsumerRecord<byte[], byte[]> record) {
        return switch (reader.read(record)) {
            case Incoming incoming -> said(record, incoming.event());
            case Outcome.Refused _ -> new Said.NotTaken(key(record));
            case Outcome.Skipped _ -> new Said.NotTaken(Optional.empty());
        };
    }

    private Said said(ConsumerRecord<byte[], byte[]> record, MediaEmbedded event) {
        return switch (event) {
            case MediaEmbedded.Deleted deleted -> new Said.Deleted(deleted.key(), deleted.mediaVersion());
            case MediaEmbedded.Vectors vectors
            when vectors.release().equals(release) ->
                new Said.Put(
                        vectors.key(),
                        vectors.mediaVersion(),
                        vectors.parts().size(),
                        vectors.parts().getFirst().vector().dimension());
            case MediaEmbedded.Vectors vectors ->
                Projections.keyOf(record).isEmpty()
                        ? new Said.Elsewhere(vectors.key(), vectors.mediaVersion())
                        // A projection to a third release says nothing that the item's own record doesn't.
                        : new Said.NotTaken(Optional.empty());
        };
    }

    private Optional<MediaKey> key(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return Optional.empty();
        }
        Optional<ProjectionKey> projection = Projections.keyOf(record);
        if (projection.isPresent()) {
            return projection.filter(key -> key.release().equals(release)).map(ProjectionKey::media);
        }
        try {
            return Optional.of(MediaKey.parse(new String(record.key(), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            // No item has such a key, so no row can have come of the record.
            return Optional.empty();
        }
    }

    @Override
    public List<Optional<String>> write(List<ConsumerRecord<byte[], byte[]>> records) {
        // What another process did to the collections is seen, too.
        writer.forget();
        List<Outcome> outcomes = new ArrayList<>();
        List<Incoming> changes = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            switch (reader.read(record)) {
                case Incoming incoming -> changes.add(incoming);
                case Outcome.Refused refused -> outcomes.add(refused);
                case Outcome.Skipped skipped -> outcomes.add(skipped);
            }
        }
        outcomes.addAll(writer.write(changes));
        IdentityHashMap<ConsumerRecord<byte[], byte[]>, String> refusals = new IdentityHashMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Refused refused) {
                refusals.put(refused.origin(), refused.refusal().message());
            }
        }
        return records.stream()
                .map(record -> Optional.ofNullable(refusals.get(record)))
                .toList();
    }
}
