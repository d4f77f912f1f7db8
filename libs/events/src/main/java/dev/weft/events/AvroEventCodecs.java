package dev.weft.events;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch;
import dev.weft.core.DeadLetter;
import dev.weft.core.DeadLetterReplay;
import dev.weft.core.Feature;
import dev.weft.core.Feedback;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import dev.weft.core.MediaStatus;
import dev.weft.core.Neighbours;
import dev.weft.core.Release;

record AvroEventCodecs(
        EventCodec<MediaEvent> media,
        EventCodec<Feature> features,
        EventCodec<MediaEmbedded> embeddings,
        EventCodec<MediaStatus> status,
        EventCodec<DeadLetter> deadLetters,
        EventCodec<DeadLetterReplay> replays,
        EventCodec<Release> releases,
        EventCodec<Feedback> feedback,
        EventCodec<ContrastiveBatch> batches,
        EventCodec<Anchor> anchors,
        EventCodec<Neighbours> neighbours)
        implements EventCodecs {

    static EventCodecs open(KafkaSettings settings) {
        Topics topics = settings.topics();
        SchemaCatalog catalog = SchemaCatalog.builtIn(settings.topicPrefix());
        RecordBytes bytes = new RecordBytes(settings.schemaRegistry()
                .<SchemaIds>map(url -> RegistryIds.open(url, catalog))
                .orElseGet(() -> new CatalogIds(catalog)));
        return new AvroEventCodecs(
                new AvroCodec<>(topics.media(), new MediaMapping(), bytes),
                new AvroCodec<>(topics.features(), new FeatureMapping(), bytes),
                new AvroCodec<>(topics.embeddings(), new EmbeddedMapping(), bytes),
                new AvroCodec<>(topics.status(), new StatusMapping(), bytes),
                new AvroCodec<>(topics.deadLetters(), new DeadLetterMapping(), bytes),
                new AvroCodec<>(topics.replays(), new ReplayMapping(), bytes),
                new AvroCodec<>(topics.releases(), new ReleaseMapping(), bytes),
                new AvroCodec<>(topics.feedback(), new FeedbackMapping(), bytes),
                new AvroCodec<>(topics.batches(), new BatchMapping(), bytes),
                new AvroCodec<>(topics.anchors(), new AnchorMapping(), bytes),
                new AvroCodec<>(topics.neighbours(), new NeighboursMapping(), bytes));
    }
}
