package dev.weft.learning;

/** The heads of a round's two modalities. */
public record TrainedHeads(TrainedHead left, TrainedHead right) {

    /** @see TrainedHead#withDial */
    public TrainedHeads withDial(double dial) {
        return new TrainedHeads(left.withDial(dial), right.withDial(dial));
    }
}
