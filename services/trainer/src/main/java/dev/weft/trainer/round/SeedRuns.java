package dev.weft.trainer.round;

import dev.weft.learning.CalibrationRecall;
import dev.weft.learning.RoundOptions;
import dev.weft.learning.RoundOutcome;
import dev.weft.learning.RoundOutcome.Aborted;
import dev.weft.learning.RoundOutcome.Finished;
import dev.weft.learning.StepReport;
import dev.weft.learning.TrainingRound;
import dev.weft.learning.Validation;
import dev.weft.trainer.pool.TrainingPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiConsumer;

/**
 * Learns with one seed after the other. Each has a checkpoint of its own, which also remembers a seed that has finished: a round that was killed learns
 * nothing twice but the steps since the last checkpoint.
 */
final class SeedRuns {

    private final RoundOptions options;
    private final List<Long> seeds;
    private final Path folder;

    /** @param folder of the checkpoints of this round */
    SeedRuns(RoundOptions options, List<Long> seeds, Path folder) {
        this.options = options;
        this.seeds = List.copyOf(seeds);
        this.folder = folder;
    }

    /** @param listener hears the place of the seed, from 1, and each of its steps */
    SeedsOutcome run(TrainingPool pool, int dimension, BiConsumer<Integer, StepReport> listener) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the checkpoints can't be made: " + folder, e);
        }
        Optional<Validation> validation = pool.validation().isEmpty()
                ? Optional.empty()
                : Optional.of(new CalibrationRecall(pool.media(), pool.texts(), pool.validation()));
        SequencedMap<Long, Finished> finished = new LinkedHashMap<>();
        for (long seed : seeds) {
            int place = finished.size() + 1;
            TrainingRound round = new TrainingRound(options.withSeed(seed), dimension, pool.data(), validation);
            RoundOutcome outcome =
                    round.run(report -> listener.accept(place, report), Optional.of(folder.resolve("seed-" + seed)));
            switch (outcome) {
                case Finished heads -> finished.put(seed, heads);
                case Aborted how -> {
                    return new SeedsOutcome.Collapsed(seed, how);
                }
                case RoundOutcome.Suspended how -> {
                    return new SeedsOutcome.Suspended(how);
                }
            }
        }
        return new SeedsOutcome.AllFinished(finished);
    }
}
