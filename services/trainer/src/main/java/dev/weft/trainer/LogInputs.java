package dev.weft.trainer;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.events.EventCodecs;
import dev.weft.inference.BundleHeads;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.PinnedBundle;
import dev.weft.inference.ReleaseBundles;
import dev.weft.media.ObjectStore;
import dev.weft.media.ObjectStores;
import dev.weft.reinference.EmbedderBacklog;
import dev.weft.reinference.TowerLane;
import dev.weft.trainer.catalog.CatalogReader;
import dev.weft.trainer.catalog.CatalogSnapshot;
import dev.weft.trainer.pool.BatchReader;
import dev.weft.trainer.round.ReleaseFiles;
import dev.weft.trainer.round.RoundInputs;
import dev.weft.trainer.round.TowerInputs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a round works on, from Kafka, the object store and bundles. The installation's bundle is opened by the first round, since a process that never trains
 * should not wait for it nor hold it, and is kept; the bundle of a release with other towers is opened for a piece of work, and freed after it.
 */
final class LogInputs implements RoundInputs, AutoCloseable {

    private final TrainerSettings settings;
    private final CatalogReader catalogs;
    private final BatchReader batches;
    private final Surroundings surroundings;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<BundleInputs> installed = Optional.empty();
    private Optional<EmbedderBacklog> backlog = Optional.empty();

    LogInputs(TrainerSettings settings, EventCodecs codecs, ReleaseFiles files) {
        this.settings = settings;
        this.catalogs =
                new CatalogReader(settings.kafka(), codecs, settings.plan().modality(), settings.categoryAttribute());
        this.batches = new BatchReader(settings.kafka(), codecs.batches());
        this.surroundings = new Surroundings(files, ObjectStores.open(settings.objectStore()));
    }

    @Override
    public CatalogSnapshot catalog(List<Release> releases) {
        Set<String> towers = releases.stream()
                .flatMap(release -> release.contents().towers().values().stream())
                .collect(Collectors.toUnmodifiableSet());
        return catalogs.read(towers);
    }

    @Override
    public List<ContrastiveBatch> batches(Release live, Instant now) {
        Optional<ReleaseId> parent = live.parent();
        return batches.read(batch ->
                settings.batches().refusalOf(batch, live.id(), parent, now).isEmpty());
    }

    @Override
    public TowerInputs towers(Release release) {
        BundleInputs own = installed();
        return new ReleaseBundles(own.model(), settings.inference())
                .openOther(release)
                .map(model -> bundle(
                        model, PinnedBundle.parse(release.contents().bundle()).location(), BundleInputs::free))
                .orElse(own);
    }

    /** Takes some seconds the first time, unless the process has the bundle open already. */
    private BundleInputs installed() {
        lock.lock();
        try {
            BundleInputs open = installed.orElseGet(() ->
                    bundle(EmbeddingModels.open(settings.model(), settings.inference()), settings.model(), _ -> {}));
            installed = Optional.of(open);
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** @param model closed here if its heads can't be read */
    private BundleInputs bundle(EmbeddingModel model, String location, Consumer<BundleInputs> afterUse) {
        try {
            SortedMap<Modality, byte[]> heads = BundleHeads.read(location, settings.inference());
            return new BundleInputs(model, heads, surroundings, afterUse);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** What all bundles have in common. */
    private final class Surroundings implements BundleInputs.Sources {

        private final ReleaseFiles files;
        private final ObjectStore objects;

        Surroundings(ReleaseFiles files, ObjectStore objects) {
            this.files = files;
            this.objects = objects;
        }

        @Override
        public ReleaseFiles files() {
            return files;
        }

        @Override
        public Optional<String> replay() {
            return settings.replay();
        }

        @Override
        public Optional<String> replayTower() {
            EmbeddingModel own = installed().model();
            return own.modalities().contains(Modality.IMAGE)
                    ? Optional.of(own.towerId(Modality.IMAGE))
                    : Optional.empty();
        }

        @Override
        public Optional<String> guard() {
            return settings.guard();
        }

        @Override
        public TowerLane lane(EmbeddingModel model) {
            return new TowerLane(model, objects, () -> embedder().letPass(), settings.lane());
        }
    }

    private EmbedderBacklog embedder() {
        lock.lock();
        try {
            EmbedderBacklog open = backlog.orElseGet(() -> new EmbedderBacklog(
                    settings.kafka(),
                    "weft-trainer-backlog",
                    settings.lane().liveGroup(),
                    settings.lane().yieldAtMost()));
            backlog = Optional.of(open);
            return open;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            installed.ifPresent(BundleInputs::free);
            installed = Optional.empty();
            backlog.ifPresent(EmbedderBacklog::close);
            backlog = Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
