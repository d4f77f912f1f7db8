package dev.weft.learning;

import java.util.List;

/** The heads of a round's two modalities. */
public record TrainedHeads(TrainedHead left, TrainedHead right) {

    /** @see TrainedHead#withDial */
    public TrainedHeads withDial(double dial) {
        return new TrainedHeads(left.withDial(dial), right.withDial(dial));
    }

    /**
     * Heads of rounds that differ by their seed only, as one pair that adds the mean of what they have learnt, and is as many times as wide. Their own
     * answers differ by some points, as their errors do; the mean's are better than most of them.
     *
     * @throws IllegalArgumentException if there is none, or they differ by more than what they have learnt
     */
    public static TrainedHeads mean(List<TrainedHeads> heads) {
        return new TrainedHeads(
                HeadMean.of(heads.stream().map(TrainedHeads::left).toList()),
                HeadMean.of(heads.stream().map(TrainedHeads::right).toList()));
    }
}
