package dev.weft.gateway.search;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.TenantId;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.ReleaseHeads;
import dev.weft.inference.TowerInput;
import dev.weft.inference.batching.BatchItem;
import dev.weft.inference.batching.BatchObserver;
import dev.weft.inference.batching.BatchScheduler;
import dev.weft.inference.batching.Batching;
import dev.weft.inference.batching.Lane;
import dev.weft.inference.batching.ModelProbe;
import dev.weft.inference.batching.QueueFullException;
import dev.weft.inference.batching.SchedulerSettings;
import dev.weft.inference.batching.TowerSchedulers;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The towers of one bundle for queries: those that come at a time share runs. Safe for use by several threads. */
final class TowerRuns implements AutoCloseable {

    /** Larger batches make each query wait longer and save little (docs/performance.md, "Threads of the encoder"). */
    private static final Batching BATCHING = new Batching(16, Duration.ofMillis(2));

    /** Queries that wait per tower; whoever comes later would only time out. */
    private static final int CAPACITY = 256;

    /** Far above a run of 16 inputs on any tower: what takes longer has stopped. */
    private static final Duration RUN_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration PROBE_EVERY = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final EmbeddingModel model;
    private final TowerSchedulers<Query, Embedding> schedulers;

    /** Runs a real inference per tower. Blocks until each has worked. */
    TowerRuns(EmbeddingModel model, MeterRegistry registry) {
        this.model = model;
        ModelProbe probe = new ModelProbe(model);
        probe.runAll();
        this.schedulers = new TowerSchedulers<>(modality -> new BatchScheduler<>(
                new SchedulerSettings(
                        "query-" + modality.wireName(), BATCHING, CAPACITY, RUN_TIMEOUT, PROBE_EVERY, _ -> RETRY_AFTER),
                queries -> run(model, modality, queries),
                () -> probe.run(modality),
                meters(registry, modality)));
        schedulers.start(model.modalities());
    }

    /** @param heads what its feature goes through: queries of several releases share a run of the tower */
    private record Query(TowerInput input, ReleaseHeads heads) {}

    private static List<Embedding> run(EmbeddingModel model, Modality modality, List<Query> queries) {
        List<Embedding> features =
                model.features(modality, queries.stream().map(Query::input).toList());
        Embedding[] vectors = new Embedding[queries.size()];
        Map<ReleaseHeads, List<Integer>> byHeads = new LinkedHashMap<>();
        for (int i = 0; i < vectors.length; i++) {
            byHeads.computeIfAbsent(queries.get(i).heads(), _ -> new ArrayList<>())
                    .add(i);
        }
        byHeads.forEach((heads, members) -> {
            List<Embedding> projected =
                    heads.project(modality, members.stream().map(features::get).toList());
            for (int i = 0; i < members.size(); i++) {
                vectors[members.get(i)] = projected.get(i);
            }
        });
        return List.of(vectors);
    }

    private static BatchObserver meters(MeterRegistry registry, Modality modality) {
        DistributionSummary size = DistributionSummary.builder("query.batch.size")
                .description("Queries that shared a run of a tower")
                .tag("modality", modality.wireName())
                .serviceLevelObjectives(1, 2, 4, 8, 16)
                .register(registry);
        Timer wait = Timer.builder("query.wait")
                .description("How long a prepared query waited for its run")
                .tag("modality", modality.wireName())
                .serviceLevelObjectives(
                        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100))
                .register(registry);
        return new BatchObserver() {
            @Override
            public void waited(Duration time) {
                wait.record(time);
            }

            @Override
            public void ran(int items, Duration time) {
                size.record(items);
            }
        };
    }

    EmbeddingModel model() {
        return model;
    }

    /**
     * The vector of a prepared query, once its run is done.
     *
     * @throws ProblemException if there is no such tower, or too many queries wait
     */
    CompletableFuture<Embedding> offer(Modality modality, TowerInput input, TenantId tenant, ReleaseHeads heads) {
        BatchScheduler<Query, Embedding> scheduler = schedulers
                .find(modality)
                .orElseThrow(() -> new ProblemException(
                        Reason.UNKNOWN_MODALITY, "the model can't embed queries of modality " + modality.wireName()));
        try {
            return scheduler.offer(new BatchItem<>(new Query(input, heads), Lane.LIVE, tenant, input.sizeBytes()));
        } catch (QueueFullException e) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "too many searches at a time, try again", e);
        }
    }

    /** What stops a tower at the moment, as a sentence. */
    Optional<String> problem() {
        return schedulers.problem();
    }

    /** Whether no run hangs in the model: freeing it would wait for that for ever. To be asked once closed. */
    boolean isQuiet() {
        return schedulers.isQuiet();
    }

    @Override
    public void close() {
        schedulers.close();
    }
}
