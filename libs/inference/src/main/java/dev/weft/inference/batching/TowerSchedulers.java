package dev.weft.inference.batching;

import dev.weft.core.Modality;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/** The schedulers of one model's towers. Safe for use by several threads. */
public final class TowerSchedulers<I, O> implements AutoCloseable {

    private final Function<Modality, BatchScheduler<I, O>> making;
    private final ConcurrentNavigableMap<Modality, BatchScheduler<I, O>> started = new ConcurrentSkipListMap<>();

    /** @param making makes the one of a modality, not started; asked once for each */
    public TowerSchedulers(Function<Modality, BatchScheduler<I, O>> making) {
        this.making = making;
    }

    /** Makes and starts those of these modalities, as far as they are not. */
    public void start(Collection<Modality> modalities) {
        modalities.forEach(this::started);
    }

    /** That of a modality, which is made and started when it is first asked for. */
    public synchronized BatchScheduler<I, O> started(Modality modality) {
        BatchScheduler<I, O> there = started.get(modality);
        if (there == null) {
            there = making.apply(modality);
            started.put(modality, there);
            there.start();
        }
        return there;
    }

    /** That of a modality, if it was started. */
    public Optional<BatchScheduler<I, O>> find(Modality modality) {
        return Optional.ofNullable(started.get(modality));
    }

    /** What stops a tower at the moment, as a sentence. */
    public Optional<String> problem() {
        return started.values().stream()
                .map(BatchScheduler::problem)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether no thread is inside the model, so that it can be freed. To be asked once closed. */
    public boolean isQuiet() {
        return started.values().stream().allMatch(BatchScheduler::isQuiet);
    }

    /** Cancels what waits, and gives each run at work some seconds to end. Nobody may start one any more. Idempotent. */
    @Override
    public void close() {
        started.values().forEach(BatchScheduler::close);
    }
}
