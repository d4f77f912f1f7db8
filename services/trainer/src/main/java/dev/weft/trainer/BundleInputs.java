package dev.weft.trainer;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.ReleaseHeads;
import dev.weft.reinference.Reinference;
import dev.weft.reinference.TowerLane;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.judge.JudgedSet;
import dev.weft.trainer.model.FrozenModel;
import dev.weft.trainer.model.GuardSet;
import dev.weft.trainer.model.Replay;
import dev.weft.trainer.model.ReplaySet;
import dev.weft.trainer.pool.Frozen;
import dev.weft.trainer.round.ReleaseFiles;
import dev.weft.trainer.round.TowerInputs;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A bundle, open. Replay set, guard set and lane are made when they are asked for first, and once. For one thread at a time. */
final class BundleInputs implements TowerInputs {

    private final EmbeddingModel model;
    private final SortedMap<Modality, byte[]> heads;
    private final FrozenModel frozen;
    private final Sources sources;
    private final Consumer<BundleInputs> afterUse;
    private @Nullable TowerLane lane;
    private @Nullable Replay replay;
    private @Nullable JudgedSet guardSet;

    /** Where a bundle's surroundings come from. */
    interface Sources {

        ReleaseFiles files();

        Optional<String> replay();

        /** The image tower that made the replay set's features, unless the set says another. */
        Optional<String> replayTower();

        Optional<String> guard();

        TowerLane lane(EmbeddingModel model);
    }

    /**
     * @param model closed with {@link #free}
     * @param heads ONNX of the bundle's own
     * @param afterUse is called with each {@link #close}
     */
    BundleInputs(
            EmbeddingModel model, SortedMap<Modality, byte[]> heads, Sources sources, Consumer<BundleInputs> afterUse) {
        this.model = model;
        this.heads = heads;
        this.frozen = new FrozenModel(model, heads.keySet());
        this.sources = sources;
        this.afterUse = afterUse;
    }

    EmbeddingModel model() {
        return model;
    }

    @Override
    public Frozen frozen() {
        return frozen;
    }

    @Override
    public Map<Modality, byte[]> bundleHeads() {
        return heads;
    }

    @Override
    public Heads heads(Release release) throws IOException {
        return Heads.of(ReleaseHeads.open(model, release, sources.files()::read));
    }

    @Override
    public Replay replay() throws IOException {
        if (replay == null) {
            Optional<String> location = sources.replay();
            replay = location.isEmpty()
                    ? new Replay.None()
                    : ReplaySet.read(location.get(), frozen, sources.replayTower());
        }
        return replay;
    }

    @Override
    public Optional<JudgedSet> guard() throws IOException {
        Optional<String> location = sources.guard();
        if (guardSet == null && location.isPresent()) {
            guardSet = GuardSet.read(location.get(), frozen);
        }
        return Optional.ofNullable(guardSet);
    }

    @Override
    public Reinference lane() {
        if (lane == null) {
            lane = sources.lane(model);
        }
        return lane;
    }

    @Override
    public void close() {
        afterUse.accept(this);
    }

    /** Closes the model, unless a run hangs in it. */
    void free() {
        if (lane == null) {
            model.close();
        } else {
            lane.closeThen(model::close);
        }
    }
}
