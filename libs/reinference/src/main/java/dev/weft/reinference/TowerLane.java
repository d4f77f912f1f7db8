package dev.weft.reinference;

import dev.weft.core.Embedding;
import dev.weft.core.MediaItem;
import dev.weft.core.Modality;
import dev.weft.core.Refusal;
import dev.weft.core.Stage;
import dev.weft.core.TenantId;
import dev.weft.core.running.Backoff;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.InferenceException;
import dev.weft.inference.TowerInput;
import dev.weft.inference.batching.BatchItem;
import dev.weft.inference.batching.BatchObserver;
import dev.weft.inference.batching.BatchScheduler;
import dev.weft.inference.batching.Batching;
import dev.weft.inference.batching.InferenceTimeoutException;
import dev.weft.inference.batching.Lane;
import dev.weft.inference.batching.ModelProbe;
import dev.weft.inference.batching.SchedulerSettings;
import dev.weft.inference.batching.TowerSchedulers;
import dev.weft.media.ObjectStore;
import dev.weft.preparation.ContentKey;
import dev.weft.preparation.ItemPreparer;
import dev.weft.preparation.MemoryBudget;
import dev.weft.preparation.PreparedItem;
import dev.weft.preparation.PreparedPart;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the towers of one model on stored items, a few at a time, and lets live traffic pass before each few. Its schedulers start with the first item.
 * Safe for use by several threads.
 */
public final class TowerLane implements Reinference {

    private static final Logger LOG = LoggerFactory.getLogger(TowerLane.class);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(30);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

    private final EmbeddingModel model;
    private final ItemPreparer<Embedding> items;
    private final LiveTraffic live;
    private final LaneSettings settings;
    private final TowerSchedulers<TowerInput, Embedding> schedulers = new TowerSchedulers<>(this::scheduler);

    /** @param model stays open, and must do so until this is closed */
    public TowerLane(EmbeddingModel model, ObjectStore objects, LiveTraffic live, LaneSettings settings) {
        this.model = model;
        this.live = live;
        this.settings = settings;
        this.items = new ItemPreparer<>(
                model,
                objects,
                settings.limits(),
                settings.av(),
                new MemoryBudget(settings.decodeMemoryBytes()),
                _ -> {},
                _ -> Optional.empty());
    }

    @Override
    public List<Made> make(List<MediaItem> all) throws IOException, InterruptedException {
        List<Made> made = new ArrayList<>(all.size());
        for (int from = 0; from < all.size(); from += settings.maxInferenceBatch()) {
            live.letPass();
            made.addAll(few(all.subList(from, Math.min(all.size(), from + settings.maxInferenceBatch()))));
        }
        return made;
    }

    private List<Made> few(List<MediaItem> some) throws IOException, InterruptedException {
        List<PreparedItem<Embedding>> prepared = new ArrayList<>(some.size());
        for (MediaItem item : some) {
            prepared.add(items.prepare(item));
        }
        Map<ContentKey, CompletableFuture<Embedding>> features = submitted(prepared);
        List<Made> made = new ArrayList<>(some.size());
        for (PreparedItem<Embedding> item : prepared) {
            made.add(
                    switch (item) {
                        case PreparedItem.Refused<Embedding> refused -> new Made.Refused(refused.refusal());
                        case PreparedItem.Ready<Embedding> ready -> parts(ready, features);
                    });
        }
        return made;
    }

    /** Each content once, those of a tower together. */
    private Map<ContentKey, CompletableFuture<Embedding>> submitted(List<PreparedItem<Embedding>> prepared)
            throws InterruptedException {
        Map<Modality, Map<ContentKey, TowerInput>> inputs = new EnumMap<>(Modality.class);
        for (PreparedItem<Embedding> item : prepared) {
            if (item instanceof PreparedItem.Ready<Embedding> ready) {
                for (PreparedPart<Embedding> part : ready.parts()) {
                    if (part instanceof PreparedPart.Pending<Embedding> pending) {
                        inputs.computeIfAbsent(pending.contentKey().modality(), _ -> new LinkedHashMap<>())
                                .put(pending.contentKey(), pending.input());
                    }
                }
            }
        }
        Map<ContentKey, CompletableFuture<Embedding>> features = new HashMap<>();
        for (Map.Entry<Modality, Map<ContentKey, TowerInput>> ofTower : inputs.entrySet()) {
            BatchScheduler<TowerInput, Embedding> scheduler = schedulers.started(ofTower.getKey());
            for (Map.Entry<ContentKey, TowerInput> one : ofTower.getValue().entrySet()) {
                TowerInput input = one.getValue();
                features.put(
                        one.getKey(),
                        scheduler.submit(new BatchItem<>(input, Lane.BACKFILL, TenantId.DEFAULT, input.sizeBytes())));
            }
        }
        return features;
    }

    private static Made parts(
            PreparedItem.Ready<Embedding> ready, Map<ContentKey, CompletableFuture<Embedding>> features)
            throws InterruptedException {
        List<MadePart> parts = new ArrayList<>();
        for (PreparedPart<Embedding> part : ready.parts()) {
            try {
                Embedding feature =
                        Objects.requireNonNull(features.get(part.contentKey())).get();
                parts.add(new MadePart(
                        part.part().name(),
                        part.part().modality(),
                        part.contentKey().sha256(),
                        feature));
            } catch (ExecutionException e) {
                RuntimeException cause = e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new InferenceException("failed", e);
                String reason = cause instanceof InferenceTimeoutException ? "inference_timeout" : "inference_failed";
                return new Made.Refused(new Refusal(Stage.EMBED, reason, cause));
            }
        }
        return new Made.Parts(parts);
    }

    private BatchScheduler<TowerInput, Embedding> scheduler(Modality modality) {
        ModelProbe probe = new ModelProbe(model);
        return new BatchScheduler<>(
                new SchedulerSettings(
                        "backfill-" + modality.wireName(),
                        new Batching(settings.maxInferenceBatch(), Duration.ofMillis(2)),
                        // A file may have many windows; whoever submits waits for room.
                        4 * settings.maxInferenceBatch(),
                        settings.inferenceTimeout(),
                        PROBE_EVERY,
                        BACKOFF::after),
                inputs -> model.features(modality, inputs),
                () -> probe.run(modality),
                BatchObserver.NONE);
    }

    @Override
    public Optional<String> problem() {
        return schedulers.problem();
    }

    @Override
    public void close() {
        schedulers.close();
    }

    /** Closes it, and then frees what the towers run in, unless a run hangs there: that would be a crash. */
    public void closeThen(Runnable free) {
        close();
        if (schedulers.isQuiet()) {
            free.run();
        } else {
            LOG.warn("a bundle stays in memory, because a run hangs in it: bundle={}", model.id());
        }
    }
}
