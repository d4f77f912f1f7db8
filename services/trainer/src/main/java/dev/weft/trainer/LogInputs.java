package dev.weft.trainer;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.events.EventCodecs;
import dev.weft.inference.BundleHeads;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.ModelBundleException;
import dev.weft.inference.ReleaseBundles;
import dev.weft.inference.ReleaseHeads;
import dev.weft.learning.PairSet;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.catalog.CatalogReader;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.judge.JudgedSet;
import dev.weft.trainer.model.FrozenModel;
import dev.weft.trainer.model.GuardSet;
import dev.weft.trainer.model.ReplaySet;
import dev.weft.trainer.pool.BatchReader;
import dev.weft.trainer.pool.Frozen;
import dev.weft.trainer.round.ReleaseFiles;
import dev.weft.trainer.round.RoundInputs;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a round works on, from Kafka, the object store and the bundle. The bundle is opened by the first round, since a process that never trains should
 * not wait for it nor hold it; replay and guard set are read once.
 */
final class LogInputs implements RoundInputs, AutoCloseable {

    private final TrainerSettings settings;
    private final ReleaseFiles files;
    private final CatalogReader catalogs;
    private final BatchReader batches;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Bundle> bundle = Optional.empty();
    private Optional<PairSet> replay = Optional.empty();
    private Optional<JudgedSet> guard = Optional.empty();

    /** The bundle, open. */
    private record Bundle(EmbeddingModel model, SortedMap<Modality, byte[]> heads, FrozenModel frozen) {

        static Bundle open(TrainerSettings settings) {
            SortedMap<Modality, byte[]> heads = BundleHeads.read(settings.model(), settings.inference());
            EmbeddingModel model = EmbeddingModels.open(settings.model(), settings.inference());
            return new Bundle(model, heads, new FrozenModel(model, heads.keySet()));
        }
    }

    LogInputs(TrainerSettings settings, EventCodecs codecs, ReleaseFiles files) {
        this.settings = settings;
        this.files = files;
        this.catalogs =
                new CatalogReader(settings.kafka(), codecs, settings.plan().modality(), settings.categoryAttribute());
        this.batches = new BatchReader(settings.kafka(), codecs.batches());
    }

    /** Takes some seconds the first time, unless the process has the bundle open already. */
    private Bundle bundle() {
        lock.lock();
        try {
            Bundle open = bundle.orElseGet(() -> Bundle.open(settings));
            bundle = Optional.of(open);
            return open;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Catalog> catalog(Release live) {
        otherTower(live).ifPresent(difference -> {
            throw new IllegalStateException(difference + ": set weft.model to the bundle of the live release, "
                    + live.contents().bundle() + ", to learn on its towers");
        });
        return catalogs.read(live.contents().towers());
    }

    @Override
    public List<ContrastiveBatch> batches(Release live, Instant now) {
        Optional<ReleaseId> parent = live.parent();
        return batches.read(batch ->
                settings.batches().refusalOf(batch, live.id(), parent, now).isEmpty());
    }

    @Override
    public Frozen frozen() {
        return bundle().frozen();
    }

    @Override
    public Map<Modality, byte[]> bundleHeads() {
        return bundle().heads();
    }

    @Override
    public Heads heads(Release release) throws IOException {
        Optional<String> difference = otherTower(release);
        if (difference.isPresent()) {
            throw new ModelBundleException(difference.get()
                    + ", and towers from elsewhere can't be judged: promote it by force, with a reason");
        }
        if (release.contents().heads().isEmpty()) {
            return Heads.ofBundle();
        }
        return Heads.of(ReleaseHeads.open(bundle().model(), release, files::read));
    }

    private Optional<String> otherTower(Release release) {
        return new ReleaseBundles(bundle().model(), settings.inference()).otherTower(release);
    }

    @Override
    public Optional<PairSet> replay() throws IOException {
        lock.lock();
        try {
            if (replay.isEmpty() && settings.replay().isPresent()) {
                replay = Optional.of(ReplaySet.read(settings.replay().get(), bundle().frozen()));
            }
            return replay;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<JudgedSet> guard() throws IOException {
        lock.lock();
        try {
            if (guard.isEmpty() && settings.guard().isPresent()) {
                guard = Optional.of(GuardSet.read(settings.guard().get(), bundle().frozen()));
            }
            return guard;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            bundle.ifPresent(open -> open.model().close());
            bundle = Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
