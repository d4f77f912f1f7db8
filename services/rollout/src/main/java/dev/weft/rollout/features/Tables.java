package dev.weft.rollout.features;

import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The tables of a rollout. Each is opened when first needed: an installation with one release pays for none. Thread-safe. */
public final class Tables implements AutoCloseable {

    private final KafkaSettings kafka;
    private final EventCodecs codecs;
    private final Path featuresFolder;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable FeatureTable features;
    private volatile @Nullable MediaTable media;

    /** @param features the folder of the features; that of the media lies beside it */
    public Tables(KafkaSettings kafka, EventCodecs codecs, Path features) {
        this.kafka = kafka;
        this.codecs = codecs;
        this.featuresFolder = features;
    }

    /** What towers said of parts. */
    public FeatureTable features() {
        opening.lock();
        try {
            FeatureTable opened = features;
            if (opened == null) {
                opened = FeatureTable.open(kafka, codecs, featuresFolder);
                features = opened;
            }
            return opened;
        } finally {
            opening.unlock();
        }
    }

    /** What was uploaded. */
    public MediaTable media() {
        opening.lock();
        try {
            MediaTable opened = media;
            if (opened == null) {
                opened = MediaTable.open(kafka, codecs, featuresFolder.resolveSibling("media"));
                media = opened;
            }
            return opened;
        } finally {
            opening.unlock();
        }
    }

    /** Why one of those that are open can't be followed now. */
    public Optional<String> problem() {
        return Optional.ofNullable(features)
                .flatMap(FeatureTable::problem)
                .or(() -> Optional.ofNullable(media).flatMap(MediaTable::problem));
    }

    @Override
    public void close() {
        opening.lock();
        try {
            Optional.ofNullable(features).ifPresent(FeatureTable::close);
            Optional.ofNullable(media).ifPresent(MediaTable::close);
            features = null;
            media = null;
        } finally {
            opening.unlock();
        }
    }
}
