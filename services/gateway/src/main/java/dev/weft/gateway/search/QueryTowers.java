package dev.weft.gateway.search;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.TenantId;
import dev.weft.gateway.releases.LoadedHeads;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceException;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.ReleaseHeads;
import dev.weft.inference.TowerInput;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Towers for queries: the installation's, and those of other bundles that indexed releases are of. A lone query waits for nobody. Safe for use by several
 * threads.
 */
public final class QueryTowers implements LoadedHeads, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueryTowers.class);

    private final TowerRuns installed;
    private final Duration patience;
    private final MeterRegistry registry;

    /** By the model of the heads that they were opened for. */
    private final Map<EmbeddingModel, TowerRuns> others = new ConcurrentHashMap<>();

    /**
     * Loads the model and runs a real inference per tower. Blocks for seconds.
     *
     * @param patience how long a query waits for its vector
     * @throws RuntimeException if the model can't be had now
     */
    public static QueryTowers open(
            String location, InferenceOptions options, Duration patience, MeterRegistry registry) {
        EmbeddingModel model = EmbeddingModels.open(location, options);
        try {
            return new QueryTowers(model, patience, registry);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** As the other, with a model that will be closed with this. */
    QueryTowers(EmbeddingModel model, Duration patience, MeterRegistry registry) {
        this.installed = new TowerRuns(model, registry);
        this.patience = patience;
        this.registry = registry;
    }

    /** The installation's bundle, for whoever brings whole batches; it is closed with this. */
    public EmbeddingModel model() {
        return installed.model();
    }

    Set<Modality> modalities() {
        return model().modalities();
    }

    @Override
    public void loaded(ReleaseHeads heads) {
        if (!heads.model().equals(model())) {
            others.put(heads.model(), new TowerRuns(heads.model(), registry));
        }
    }

    /** Leaves heads in memory if a run hangs in their towers. */
    @Override
    public void free(ReleaseHeads heads) {
        TowerRuns runs = others.remove(heads.model());
        if (runs != null) {
            runs.close();
            if (!runs.isQuiet()) {
                LOG.warn(
                        "a bundle stays in memory, because a run hangs in it: bundle={}",
                        heads.model().id());
                return;
            }
        }
        heads.close();
    }

    /** @throws ProblemException {@code unavailable} if too many queries wait, or the model does not answer in time */
    Embedding embed(String text, TenantId tenant, ReleaseHeads heads) {
        return embed(Modality.TEXT, heads.model().prepare(text), tenant, heads);
    }

    /**
     * As for texts.
     *
     * @param input prepared by the model of the heads
     */
    Embedding embed(Modality modality, TowerInput input, TenantId tenant, ReleaseHeads heads) {
        TowerRuns runs = others.getOrDefault(heads.model(), installed);
        return await(runs.offer(modality, input, tenant, heads), runs);
    }

    private Embedding await(CompletableFuture<Embedding> result, TowerRuns runs) {
        try {
            return result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            result.cancel(false);
            throw new ProblemException(
                    StandardReason.UNAVAILABLE,
                    runs.problem().orElse("the model has not answered within " + patience),
                    e);
        } catch (CancellationException e) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "the gateway is being stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(StandardReason.UNAVAILABLE, "the search was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new InferenceException("the query can't be embedded", e);
        }
    }

    /** What stops a tower of the installation's bundle at the moment, as a sentence. */
    public Optional<String> problem() {
        return installed.problem();
    }

    /** Frees the installation's bundle, unless a run hangs in it: freeing would wait for it for ever. */
    @Override
    public void close() {
        installed.close();
        if (installed.isQuiet()) {
            model().close();
        }
    }
}
