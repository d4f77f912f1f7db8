package dev.weft.benchmarks;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.TenantId;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.InferenceException;
import dev.weft.inference.TowerInput;
import dev.weft.inference.batching.BatchItem;
import dev.weft.inference.batching.BatchObserver;
import dev.weft.inference.batching.BatchScheduler;
import dev.weft.inference.batching.Batching;
import dev.weft.inference.batching.Lane;
import dev.weft.inference.batching.ModelProbe;
import dev.weft.inference.batching.SchedulerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One round of all callers through a scheduler.
 *
 * @param textsPerSecond those that got a vector
 * @param neighboursLost texts that failed and should not
 */
record BatchedRun(double textsPerSecond, List<Double> waitMillis, List<Double> runMillis, int neighboursLost) {

    /** A text, good or not. */
    private record Text(TowerInput input, boolean isPoison) {}

    /** @param poisonEvery each text of this number makes its runs fail, before the graph has done any work as an index out of bounds does; 0 for none */
    static BatchedRun measure(EmbeddingModel model, CallerLoad load, int maxSize, Duration maxDelay, int poisonEvery)
            throws InterruptedException {
        Times times = new Times();
        AtomicInteger lost = new AtomicInteger();
        AtomicInteger submitted = new AtomicInteger();
        ModelProbe probe = new ModelProbe(model);
        SchedulerSettings settings = new SchedulerSettings(
                "bench",
                new Batching(maxSize, maxDelay),
                1_000,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                _ -> Duration.ofMillis(10));
        try (BatchScheduler<Text, Embedding> scheduler =
                new BatchScheduler<>(settings, texts -> run(model, texts), () -> probe.run(Modality.TEXT), times)) {
            scheduler.start();
            double rate = load.textsPerSecond(input -> {
                boolean isPoison = poisonEvery > 0 && submitted.incrementAndGet() % poisonEvery == 0;
                try {
                    scheduler
                            .submit(new BatchItem<>(
                                    new Text(input, isPoison), Lane.LIVE, TenantId.DEFAULT, input.sizeBytes()))
                            .get();
                } catch (ExecutionException e) {
                    if (!isPoison) {
                        lost.incrementAndGet();
                    }
                    throw new CallerLoad.FailedCallException(e);
                }
            });
            return new BatchedRun(rate, List.copyOf(times.waits), List.copyOf(times.runs), lost.get());
        }
    }

    private static List<Embedding> run(EmbeddingModel model, List<Text> texts) {
        if (texts.stream().anyMatch(Text::isPoison)) {
            throw new InferenceException("poison");
        }
        return model.embed(Modality.TEXT, texts.stream().map(Text::input).toList());
    }

    private static final class Times implements BatchObserver {
        final List<Double> waits = Collections.synchronizedList(new ArrayList<>());
        final List<Double> runs = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void waited(Duration time) {
            waits.add(time.toNanos() / 1e6);
        }

        @Override
        public void ran(int items, Duration time) {
            runs.add(time.toNanos() / 1e6);
        }
    }
}
