package dev.weft.gateway;

import dev.weft.core.ReleaseId;
import dev.weft.core.TenantId;
import dev.weft.gateway.deadletters.DeadLetterDesk;
import dev.weft.gateway.encode.Classifier;
import dev.weft.gateway.encode.ClassifyRequestReader;
import dev.weft.gateway.encode.EmbeddingsRequestReader;
import dev.weft.gateway.encode.InputEncoder;
import dev.weft.gateway.encode.InputReader;
import dev.weft.gateway.encode.Prompts;
import dev.weft.gateway.encode.ServedModel;
import dev.weft.gateway.export.MinedBatches;
import dev.weft.gateway.feedback.FeedbackDesk;
import dev.weft.gateway.feedback.FeedbackReader;
import dev.weft.gateway.intake.DraftReader;
import dev.weft.gateway.intake.FormReader;
import dev.weft.gateway.intake.Intake;
import dev.weft.gateway.intake.MemoryBudget;
import dev.weft.gateway.intake.ReleaseFormReader;
import dev.weft.gateway.intake.RemotePictures;
import dev.weft.gateway.intake.Sounds;
import dev.weft.gateway.releases.BundleImports;
import dev.weft.gateway.releases.ReleaseDesk;
import dev.weft.gateway.releases.ReleaseImporter;
import dev.weft.gateway.releases.ReleaseModels;
import dev.weft.gateway.releases.Targets;
import dev.weft.gateway.search.Probes;
import dev.weft.gateway.search.SearchEngine;
import dev.weft.gateway.search.SearchRequestReader;
import dev.weft.gateway.table.MediaTable;
import dev.weft.gateway.table.MediaWriter;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.ReleaseModel;
import dev.weft.media.Artifacts;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.media.ObjectStore;
import dev.weft.media.ObjectStores;
import dev.weft.media.fetch.AddressPolicy;
import dev.weft.media.fetch.FetchLimits;
import dev.weft.media.fetch.SafeFetcher;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStoreException;
import dev.weft.vectorstore.VectorStores;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the gateway works with. Each accessor throws a {@link dev.weft.http.ProblemException} {@code unavailable} until its part is
 * open, which happens beside the start of HTTP.
 */
@ApplicationScoped
public class Backends {

    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

    private static final int MAX_REDIRECTS = 3;

    private final SharedSettings shared;
    private final GatewayConfig config;
    private final ImageDecoder decoder;
    private final Sounds sounds;
    private final ObjectStore objects;
    private final MemoryBudget memory;
    private final Semaphore decodes;
    private final Semaphore chunks;
    private final Prompts prompts;
    private final Optional<SafeFetcher> fetcher;
    private final Opening<KafkaSide> kafka;
    private final Opening<QuerySide> model;
    private final Opening<VectorStore> vectors;

    @Inject
    Backends(GatewayConfig config, Config all, MeterRegistry registry) {
        this.config = config;
        this.shared = SharedSettings.from(all);
        this.decoder =
                new ImageDecoder(new DecodeBudget(config.maxFileBytes(), config.maxPixels(), config.maxFrames()));
        this.sounds = new Sounds(shared.decoderFolder(), config.maxFileBytes());
        this.objects = ObjectStores.open(shared.objectStore());
        this.memory = new MemoryBudget(config.uploadMemoryBytes(), config.patience());
        this.decodes = new Semaphore(config.parallelDecodes(), true);
        this.chunks = new Semaphore(config.parallelDecodes(), true);
        this.prompts = new Prompts(config.labelCacheBytes());
        this.fetcher = config.fetchUrls() ? Optional.of(fetcher(config)) : Optional.empty();
        this.kafka = new Opening<>("connection to Kafka", () -> KafkaSide.open(shared, config), KafkaSide::close);
        this.model = new Opening<>("model", () -> QuerySide.open(shared, config, objects, registry), QuerySide::close);
        this.vectors = new Opening<>("vector store", () -> VectorStores.open(shared.vectorStore()), VectorStore::close);
    }

    void start(@Observes StartupEvent event) {
        kafka.start();
        vectors.start();
        model.start();
    }

    void stop(@Observes ShutdownEvent event) {
        kafka.close();
        vectors.close();
        model.close();
        fetcher.ifPresent(SafeFetcher::close);
    }

    private static SafeFetcher fetcher(GatewayConfig config) {
        return SafeFetcher.create(
                AddressPolicy.publicInternet(),
                new FetchLimits(config.fetchPorts(), config.maxFileBytes(), config.fetchDeadline(), MAX_REDIRECTS));
    }

    public GatewayConfig config() {
        return config;
    }

    public TenantId tenant() {
        return shared.tenant();
    }

    /** The release of the configuration, which is live while the log of releases knows none. */
    public ReleaseId release() {
        return shared.release();
    }

    /** Whether schemas are somebody else's business. */
    public boolean hasSchemaRegistry() {
        return shared.kafka().schemaRegistry().isPresent();
    }

    public String topicPrefix() {
        return shared.kafka().topicPrefix();
    }

    public MemoryBudget memory() {
        return memory;
    }

    public FormReader forms() {
        return new FormReader(config.maxFileBytes());
    }

    public DraftReader drafts() {
        return new DraftReader(shared.tenant(), config.maxFileBytes());
    }

    public SearchRequestReader searches() {
        return new SearchRequestReader(config.maxFileBytes());
    }

    public Intake intake() {
        return new Intake(
                shared.tenant(),
                decoder,
                objects,
                fetcher.map(open -> new RemotePictures(open, memory)),
                config.maxFileBytes());
    }

    public EmbeddingsRequestReader embeddings() {
        return new EmbeddingsRequestReader(new InputReader(config.maxFileBytes()), config.maxInputs());
    }

    public ClassifyRequestReader classifications() {
        return new ClassifyRequestReader(new InputReader(config.maxFileBytes()), config.maxInputs());
    }

    public ObjectStore objects() {
        return objects;
    }

    public MediaTable table() {
        return kafka.get().table();
    }

    public MediaWriter writer() {
        return kafka.get().writer();
    }

    public DeadLetterDesk deadLetters() {
        return kafka.get().deadLetters();
    }

    public ReleaseDesk releases() {
        return new ReleaseDesk(
                model.get().log(),
                shared.release().space(),
                new Artifacts(objects)::read,
                config.patience(),
                Clock.systemUTC());
    }

    /** Bounds the heads of a release together as it does a file. */
    public ReleaseFormReader releaseForms() {
        return new ReleaseFormReader(config.maxFileBytes());
    }

    public ReleaseImporter releaseImports() {
        QuerySide side = model.get();
        return new ReleaseImporter(
                side.log(),
                shared.release().space(),
                live -> side.releases().of(live).model(),
                new BundleImports(
                        shared.inference(),
                        config.bundles()
                                .map(folder -> Path.of(folder).toAbsolutePath().normalize())),
                new Artifacts(objects),
                shared.tenant(),
                config.patience(),
                Clock.systemUTC());
    }

    public FeedbackReader judgements() {
        return new FeedbackReader(shared.tenant(), Clock.systemUTC());
    }

    public FeedbackDesk feedback() {
        return kafka.get().feedback();
    }

    public MinedBatches batches() {
        return kafka.get().batches();
    }

    public SearchEngine search() {
        VectorStore store = vectors.get();
        Probes probes = new Probes(model.get().towers(), decoder, sounds, store, shared.tenant(), decodes);
        return new SearchEngine(
                store, probes, table(), new Targets(store, model.get().releases()));
    }

    /** The bundle, with its own heads. */
    public EmbeddingModel model() {
        return model.get().towers().model();
    }

    /** The towers with the heads of a release. */
    public EmbeddingModel modelOf(ReleaseId release) {
        return new ReleaseModel(model.get().releases().of(release));
    }

    public ServedModel served() {
        ReleaseId live = live();
        return new ServedModel(modelOf(live).id(), live);
    }

    public InputEncoder encoder(EmbeddingModel with) {
        return new InputEncoder(with, decoder, chunks);
    }

    public Classifier classifier() {
        ReleaseId live = live();
        EmbeddingModel with = modelOf(live);
        return new Classifier(with, encoder(with), prompts, live, shared.tenant(), vectors::get);
    }

    /** What the alias says, or the log of releases while there is nothing indexed, or no store to ask. */
    public ReleaseId live() {
        ReleaseModels releases = model.get().releases();
        return aliased().orElseGet(releases::live);
    }

    private Optional<ReleaseId> aliased() {
        if (vectors.problem().isPresent()) {
            return Optional.empty();
        }
        try {
            return vectors.get().resolve(shared.release().space()).flatMap(ReleaseId::ofCollection);
        } catch (VectorStoreException e) {
            LOG.debug("the store can't be asked which release is live", e);
            return Optional.empty();
        }
    }

    public VectorStore vectors() {
        return vectors.get();
    }

    Optional<String> kafkaProblem() {
        return kafka.problem().or(() -> kafka.get().problem());
    }

    Optional<String> modelProblem() {
        return model.problem()
                .or(() -> model.get().towers().problem())
                .or(() -> model.get().releases().problem());
    }

    /** Asks the store, so that one that went away is noticed. */
    Optional<String> vectorsProblem() {
        return vectors.problem().or(() -> {
            try {
                vectors.get().resolve(shared.release().space());
                return Optional.empty();
            } catch (VectorStoreException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        });
    }
}
