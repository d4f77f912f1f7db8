package dev.weft.embedder;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.TenantId;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.InferenceException;
import dev.weft.inference.TowerInput;
import dev.weft.inference.batching.BatchItem;
import dev.weft.inference.batching.BatchScheduler;
import dev.weft.inference.batching.Batching;
import dev.weft.inference.batching.Lane;
import dev.weft.inference.batching.ModelProbe;
import dev.weft.inference.batching.SchedulerSettings;
import dev.weft.inference.batching.TowerSchedulers;
import dev.weft.preparation.ContentKey;
import dev.weft.preparation.PreparedPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Runs towers and heads on the parts of many items: each content once, in the batches of each tower's scheduler, all towers at a time. For one
 * caller.
 */
final class Towers implements AutoCloseable {

    /** Readiness notices within this time that an idle embedder's model no longer works. */
    private static final Duration PROBE_EVERY = Duration.ofSeconds(30);

    private final RecentVectors recent;
    private final EmbedderMetrics metrics;
    private final EmbeddingModel model;
    private final TowerSchedulers<Job, PartVectors> schedulers;

    Towers(
            EmbeddingModel model,
            RecentVectors recent,
            EmbedderMetrics metrics,
            int maxInFlightRecords,
            EmbedderSettings.Working working) {
        this.recent = recent;
        this.metrics = metrics;
        this.model = model;
        ModelProbe probe = new ModelProbe(model);
        this.schedulers = new TowerSchedulers<>(modality -> new BatchScheduler<>(
                // Whoever waits here is all there is to run: the consumer has waited for company already.
                new SchedulerSettings(
                        modality.wireName(),
                        new Batching(working.maxInferenceBatch(), Duration.ZERO),
                        Math.max(working.maxInferenceBatch(), maxInFlightRecords),
                        working.inferenceTimeout(),
                        PROBE_EVERY,
                        working.backoff()::after),
                jobs -> run(model, modality, jobs),
                () -> probe.run(modality),
                metrics.ofTower(modality, working.maxInferenceBatch())));
    }

    void start() {
        schedulers.start(model.modalities());
    }

    /**
     * Embeds every content among the parts with these heads. While the model fails on a known good input too, no part is to blame: this waits, and
     * {@link #problem} says why.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Map<ContentKey, TowerOutcome> embed(Collection<PreparedPart<PartVectors>> parts, LiveHeads.Active heads)
            throws InterruptedException {
        Map<ContentKey, TowerOutcome> outcomes = new HashMap<>();
        Map<Modality, Map<ContentKey, Job>> pending = new EnumMap<>(Modality.class);
        for (PreparedPart<PartVectors> part : parts) {
            ContentKey key = part.contentKey();
            Optional<PartVectors> known = known(part);
            if (known.isPresent()) {
                if (known.get().release().equals(heads.release())) {
                    outcomes.put(key, new TowerOutcome.Computed(known.get()));
                } else {
                    pending.computeIfAbsent(key.modality(), _ -> new LinkedHashMap<>())
                            .putIfAbsent(key, new Job.OfFeature(known.get().feature(), heads));
                }
                metrics.inferenceSaved();
                metrics.cacheAsked(key.modality(), true);
            } else if (part instanceof PreparedPart.Pending<PartVectors> open) {
                if (pending.computeIfAbsent(key.modality(), _ -> new LinkedHashMap<>())
                                .putIfAbsent(key, new Job.OfInput(open.input(), heads))
                        == null) {
                    metrics.cacheAsked(key.modality(), false);
                } else {
                    metrics.inferenceSaved();
                }
            }
        }
        List<Submitted> submitted = new ArrayList<>();
        for (Map.Entry<Modality, Map<ContentKey, Job>> ofTower : pending.entrySet()) {
            submitted.addAll(submit(ofTower.getKey(), ofTower.getValue()));
        }
        for (Submitted content : submitted) {
            outcomes.put(content.key(), await(content));
        }
        return outcomes;
    }

    /** What was pending when it was prepared may have been computed since, by the batch before. */
    private Optional<PartVectors> known(PreparedPart<PartVectors> part) {
        return switch (part) {
            case PreparedPart.Known<PartVectors> done -> Optional.of(done.vectors());
            case PreparedPart.Pending<PartVectors> open -> recent.find(open.contentKey());
        };
    }

    private record Submitted(ContentKey key, CompletableFuture<PartVectors> result) {}

    private List<Submitted> submit(Modality modality, Map<ContentKey, Job> jobs) throws InterruptedException {
        BatchScheduler<Job, PartVectors> scheduler = schedulers
                .find(modality)
                .orElseThrow(() -> new IllegalStateException(
                        "preparation lets only modalities with a tower pass, got " + modality));
        // What is taken together is published together, so lanes and tenants would change nothing here.
        List<CompletableFuture<PartVectors>> results = scheduler.submitAll(jobs.values().stream()
                .map(job -> new BatchItem<>(job, Lane.LIVE, TenantId.DEFAULT, job.sizeBytes()))
                .toList());
        Iterator<CompletableFuture<PartVectors>> result = results.iterator();
        return jobs.keySet().stream()
                .map(key -> new Submitted(key, result.next()))
                .toList();
    }

    private TowerOutcome await(Submitted content) throws InterruptedException {
        try {
            PartVectors vectors = content.result().get();
            recent.remember(content.key(), vectors);
            return new TowerOutcome.Computed(vectors);
        } catch (ExecutionException e) {
            return new TowerOutcome.Failed(
                    e.getCause() instanceof RuntimeException failure ? failure : new InferenceException("failed", e));
        }
    }

    /** What is to be done for one content. */
    private sealed interface Job {

        LiveHeads.Active heads();

        long sizeBytes();

        record OfInput(TowerInput input, LiveHeads.Active heads) implements Job {
            @Override
            public long sizeBytes() {
                return input.sizeBytes();
            }
        }

        /** The tower has run already, and other heads than these. */
        record OfFeature(Embedding feature, LiveHeads.Active heads) implements Job {
            @Override
            public long sizeBytes() {
                return (long) feature.dimension() * Float.BYTES;
            }
        }
    }

    /** All jobs have the same heads: there is one caller, who waits for them all. */
    private static List<PartVectors> run(EmbeddingModel model, Modality modality, List<Job> jobs) {
        List<TowerInput> inputs = new ArrayList<>();
        for (Job job : jobs) {
            if (job instanceof Job.OfInput(TowerInput input, LiveHeads.Active _)) {
                inputs.add(input);
            }
        }
        Iterator<Embedding> made = model.features(modality, inputs).iterator();
        List<Embedding> features = jobs.stream()
                .map(job -> switch (job) {
                    case Job.OfInput _ -> made.next();
                    case Job.OfFeature(Embedding feature, LiveHeads.Active _) -> feature;
                })
                .toList();
        LiveHeads.Active heads = jobs.getFirst().heads();
        List<Embedding> vectors = heads.heads().project(modality, features);
        List<PartVectors> both = new ArrayList<>(jobs.size());
        for (int i = 0; i < jobs.size(); i++) {
            both.add(new PartVectors(heads.release(), features.get(i), vectors.get(i)));
        }
        return both;
    }

    /** What stops a tower at the moment, as a sentence. */
    Optional<String> problem() {
        return schedulers.problem();
    }

    /** Whether no thread is inside the model, so that it can be freed. To be asked once closed. */
    boolean isQuiet() {
        return schedulers.isQuiet();
    }

    @Override
    public void close() {
        schedulers.close();
    }
}
