package dev.weft.rollout;

import dev.weft.core.Embedding;
import dev.weft.core.MediaItem;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.reinference.Reinference;
import dev.weft.rollout.projecting.Projection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Towers that never end, and say so once they have begun, with the heads of {@link Rotation}. */
final class StuckTowers implements Projection, Reinference {

    static final String WHY = "a run hangs";

    private final Projection heads;
    private volatile boolean begun;

    private StuckTowers(Projection heads) {
        this.heads = heads;
    }

    static Projection of(Release release) {
        return new StuckTowers(Rotation.of(release));
    }

    @Override
    public List<Embedding> project(Modality modality, List<Embedding> features) {
        return heads.project(modality, features);
    }

    @Override
    public Optional<Reinference> towers() {
        return Optional.of(this);
    }

    @Override
    public List<Made> make(List<MediaItem> items) throws InterruptedException {
        begun = true;
        new CountDownLatch(1).await();
        return List.of();
    }

    @Override
    public Optional<String> problem() {
        return begun ? Optional.of(WHY) : Optional.empty();
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
