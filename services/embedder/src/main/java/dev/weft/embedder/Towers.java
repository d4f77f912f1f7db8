package dev.weft.embedder;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.TowerInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs towers and heads on the parts of many items: each content once, in batches. A failing batch is halved until the input that fails
 * alone is found. For one thread.
 */
final class Towers {

    private final EmbeddingModel model;
    private final ModelProbe probe;
    private final RecentVectors recent;
    private final EmbedderMetrics metrics;
    private final int maxBatch;

    /** @param maxBatch inputs per run of a tower, positive */
    Towers(EmbeddingModel model, ModelProbe probe, RecentVectors recent, EmbedderMetrics metrics, int maxBatch) {
        this.model = model;
        this.probe = probe;
        this.recent = recent;
        this.metrics = metrics;
        this.maxBatch = maxBatch;
    }

    /**
     * Embeds every content among the parts.
     *
     * @throws dev.weft.inference.InferenceException if the model fails on a known good input too: no part is to blame
     */
    Map<ContentKey, TowerOutcome> embed(Collection<PreparedPart> parts) {
        Map<ContentKey, TowerOutcome> outcomes = new HashMap<>();
        Map<Modality, Map<ContentKey, TowerInput>> pending = new EnumMap<>(Modality.class);
        int saved = 0;
        for (PreparedPart part : parts) {
            Optional<PartVectors> known = known(part);
            if (known.isPresent()) {
                outcomes.put(part.contentKey(), new TowerOutcome.Computed(known.get()));
                saved++;
            } else if (part instanceof PreparedPart.Pending open
                    && pending.computeIfAbsent(open.contentKey().modality(), _ -> new HashMap<>())
                                    .putIfAbsent(open.contentKey(), open.input())
                            != null) {
                saved++;
            }
        }
        pending.forEach((modality, inputs) -> embed(modality, inputs, outcomes));
        metrics.inferencesSaved(saved);
        return outcomes;
    }

    /** What was pending when it was prepared may have been computed since, by the batch before. */
    private Optional<PartVectors> known(PreparedPart part) {
        return switch (part) {
            case PreparedPart.Known done -> Optional.of(done.vectors());
            case PreparedPart.Pending open -> recent.find(open.contentKey());
        };
    }

    private void embed(Modality modality, Map<ContentKey, TowerInput> inputs, Map<ContentKey, TowerOutcome> outcomes) {
        // Neighbours of one length: a tower pads texts to the longest of the batch.
        List<Map.Entry<ContentKey, TowerInput>> ordered = inputs.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().sizeBytes()))
                .toList();
        for (int from = 0; from < ordered.size(); from += maxBatch) {
            embedBatch(modality, ordered.subList(from, Math.min(ordered.size(), from + maxBatch)), outcomes);
        }
    }

    private void embedBatch(
            Modality modality, List<Map.Entry<ContentKey, TowerInput>> batch, Map<ContentKey, TowerOutcome> outcomes) {
        try {
            List<PartVectors> vectors =
                    run(modality, batch.stream().map(Map.Entry::getValue).toList());
            for (int i = 0; i < batch.size(); i++) {
                ContentKey key = batch.get(i).getKey();
                recent.remember(key, vectors.get(i));
                outcomes.put(key, new TowerOutcome.Computed(vectors.get(i)));
            }
        } catch (
                RuntimeException
                        e) { // an InferenceException as a rule; a defect of ours must not stop the partition either
            if (batch.size() > 1) {
                int half = batch.size() / 2;
                embedBatch(modality, batch.subList(0, half), outcomes);
                embedBatch(modality, batch.subList(half, batch.size()), outcomes);
            } else {
                probe.run(modality);
                outcomes.put(batch.getFirst().getKey(), new TowerOutcome.Failed(e));
            }
        }
    }

    private List<PartVectors> run(Modality modality, List<TowerInput> inputs) {
        long started = System.nanoTime();
        List<Embedding> features = model.features(modality, inputs);
        List<Embedding> vectors = model.project(modality, features);
        metrics.towerRun(modality, inputs.size(), Duration.ofNanos(System.nanoTime() - started));
        List<PartVectors> both = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            both.add(new PartVectors(features.get(i), vectors.get(i)));
        }
        return both;
    }
}
