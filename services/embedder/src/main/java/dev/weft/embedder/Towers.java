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
    private final Map<Modality, BatchScheduler<TowerInput, PartVectors>> schedulers = new EnumMap<>(Modality.class);

    Towers(
            EmbeddingModel model,
            RecentVectors recent,
            EmbedderMetrics metrics,
            int maxInFlightRecords,
            EmbedderSettings.Working working) {
        this.recent = recent;
        this.metrics = metrics;
        ModelProbe probe = new ModelProbe(model);
        for (Modality modality : model.modalities()) {
            // Whoever waits here is all there is to run: the consumer has waited for company already.
            SchedulerSettings settings = new SchedulerSettings(
                    modality.wireName(),
                    new Batching(working.maxInferenceBatch(), Duration.ZERO),
                    Math.max(working.maxInferenceBatch(), maxInFlightRecords),
                    working.inferenceTimeout(),
                    PROBE_EVERY,
                    working.backoff()::after);
            schedulers.put(
                    modality,
                    new BatchScheduler<>(
                            settings,
                            inputs -> run(model, modality, inputs),
                            () -> probe.run(modality),
                            metrics.ofTower(modality, working.maxInferenceBatch())));
        }
    }

    void start() {
        schedulers.values().forEach(BatchScheduler::start);
    }

    /**
     * Embeds every content among the parts. While the model fails on a known good input too, no part is to blame: this waits, and
     * {@link #problem} says why.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Map<ContentKey, TowerOutcome> embed(Collection<PreparedPart> parts) throws InterruptedException {
        Map<ContentKey, TowerOutcome> outcomes = new HashMap<>();
        Map<Modality, Map<ContentKey, TowerInput>> pending = new EnumMap<>(Modality.class);
        for (PreparedPart part : parts) {
            ContentKey key = part.contentKey();
            Optional<PartVectors> known = known(part);
            if (known.isPresent()) {
                outcomes.put(key, new TowerOutcome.Computed(known.get()));
                metrics.inferenceSaved();
                metrics.cacheAsked(key.modality(), true);
            } else if (part instanceof PreparedPart.Pending open) {
                if (pending.computeIfAbsent(key.modality(), _ -> new LinkedHashMap<>())
                                .putIfAbsent(key, open.input())
                        == null) {
                    metrics.cacheAsked(key.modality(), false);
                } else {
                    metrics.inferenceSaved();
                }
            }
        }
        List<Submitted> submitted = new ArrayList<>();
        for (Map.Entry<Modality, Map<ContentKey, TowerInput>> ofTower : pending.entrySet()) {
            submitted.addAll(submit(ofTower.getKey(), ofTower.getValue()));
        }
        for (Submitted content : submitted) {
            outcomes.put(content.key(), await(content));
        }
        return outcomes;
    }

    /** What was pending when it was prepared may have been computed since, by the batch before. */
    private Optional<PartVectors> known(PreparedPart part) {
        return switch (part) {
            case PreparedPart.Known done -> Optional.of(done.vectors());
            case PreparedPart.Pending open -> recent.find(open.contentKey());
        };
    }

    private record Submitted(ContentKey key, CompletableFuture<PartVectors> result) {}

    private List<Submitted> submit(Modality modality, Map<ContentKey, TowerInput> inputs) throws InterruptedException {
        BatchScheduler<TowerInput, PartVectors> scheduler = schedulers.get(modality);
        if (scheduler == null) {
            throw new IllegalStateException("preparation lets only modalities with a tower pass, got " + modality);
        }
        // What is taken together is published together, so lanes and tenants would change nothing here.
        List<CompletableFuture<PartVectors>> results = scheduler.submitAll(inputs.values().stream()
                .map(input -> new BatchItem<>(input, Lane.LIVE, TenantId.DEFAULT, input.sizeBytes()))
                .toList());
        Iterator<CompletableFuture<PartVectors>> result = results.iterator();
        return inputs.keySet().stream()
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

    private static List<PartVectors> run(EmbeddingModel model, Modality modality, List<TowerInput> inputs) {
        List<Embedding> features = model.features(modality, inputs);
        List<Embedding> vectors = model.project(modality, features);
        List<PartVectors> both = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            both.add(new PartVectors(features.get(i), vectors.get(i)));
        }
        return both;
    }

    /** What stops a tower at the moment, as a sentence. */
    Optional<String> problem() {
        return schedulers.values().stream()
                .map(BatchScheduler::problem)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether no thread is inside the model, so that it can be freed. To be asked once closed. */
    boolean isQuiet() {
        return schedulers.values().stream().allMatch(BatchScheduler::isQuiet);
    }

    @Override
    public void close() {
        schedulers.values().forEach(BatchScheduler::close);
    }
}
