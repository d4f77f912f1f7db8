package dev.weft.learning;

import dev.weft.core.Sha256;

/**
 * Everything that decides a round but its data.
 *
 * @param seed of the first weights, the batches and the noise
 * @param steps at most
 * @param validateEvery steps between validations
 * @param patience validations without a better one, after which the round stops
 * @param checkpointEvery steps between checkpoints
 */
public record RoundOptions(
        long seed,
        int steps,
        int validateEvery,
        int patience,
        int checkpointEvery,
        LossOptions loss,
        OptimiserOptions optimiser,
        BatchOptions batch,
        HeadOptions head,
        AlarmOptions alarms) {

    public static RoundOptions defaults() {
        return new RoundOptions(
                0,
                2000,
                50,
                10,
                100,
                LossOptions.of(LossKind.SIGMOID),
                OptimiserOptions.defaults(),
                BatchOptions.defaults(),
                HeadOptions.defaults(),
                AlarmOptions.defaults());
    }

    /**
     * For some thousand pairs and a processor of few cores: a softmax over a batch that is a good part of the catalog, a high rate, few steps, and
     * much that holds the heads back. Chosen by cross-validation over the families that may be learnt from; docs/learning.md has the figures.
     */
    public static RoundOptions forSmallCatalog() {
        LossOptions loss = LossOptions.of(LossKind.INFONCE);
        return defaults()
                .withSteps(150)
                .withLoss(new LossOptions(
                        loss.kind(), 20, loss.largestScale(), loss.bias(), loss.sameFamily(), loss.chunkRows()))
                .withOptimiser(new OptimiserOptions(3e-3, 0.9, 0.95, 1, 1, 0.1, 0))
                .withBatch(new BatchOptions(640, 0.4, 0.3, 0))
                .withHead(new HeadOptions(512, 1, 0.5, 0.6, HeadOptions.Centring.NONE));
    }

    public RoundOptions {
        Check.range("steps", steps, 1, 1_000_000);
        Check.range("validateEvery", validateEvery, 1, Integer.MAX_VALUE);
        Check.range("patience", patience, 1, Integer.MAX_VALUE);
        Check.range("checkpointEvery", checkpointEvery, 1, Integer.MAX_VALUE);
    }

    public RoundOptions withSeed(long other) {
        return new RoundOptions(
                other, steps, validateEvery, patience, checkpointEvery, loss, optimiser, batch, head, alarms);
    }

    public RoundOptions withSteps(int other) {
        return new RoundOptions(
                seed, other, validateEvery, patience, checkpointEvery, loss, optimiser, batch, head, alarms);
    }

    public RoundOptions withIntervals(int validation, int validations, int checkpoint) {
        return new RoundOptions(seed, steps, validation, validations, checkpoint, loss, optimiser, batch, head, alarms);
    }

    public RoundOptions withLoss(LossOptions other) {
        return new RoundOptions(
                seed, steps, validateEvery, patience, checkpointEvery, other, optimiser, batch, head, alarms);
    }

    public RoundOptions withOptimiser(OptimiserOptions other) {
        return new RoundOptions(
                seed, steps, validateEvery, patience, checkpointEvery, loss, other, batch, head, alarms);
    }

    public RoundOptions withBatch(BatchOptions other) {
        return new RoundOptions(
                seed, steps, validateEvery, patience, checkpointEvery, loss, optimiser, other, head, alarms);
    }

    public RoundOptions withHead(HeadOptions other) {
        return new RoundOptions(
                seed, steps, validateEvery, patience, checkpointEvery, loss, optimiser, batch, other, alarms);
    }

    public RoundOptions withAlarms(AlarmOptions other) {
        return new RoundOptions(
                seed, steps, validateEvery, patience, checkpointEvery, loss, optimiser, batch, head, other);
    }

    /** Equal for equal options. */
    public Sha256 hash() {
        return Sha256.ofText(toString());
    }
}
