package dev.weft.mining.negatives;

import dev.weft.core.ContrastiveBatch;

/** Hears what becomes of anchors and candidates, for metrics. Called on the miner's thread; all methods return at once. */
public interface MiningObserver {

    /** A filter dropped this many candidates. */
    default void dropped(String filter, int candidates) {}

    /** A candidate that a search found lies there. */
    default void found(Quadrant quadrant) {}

    /** A negative was kept. */
    default void kept(ContrastiveBatch.Source source, double logitGap) {}

    /** A pair was mined with this many negatives for its media, and this many for its text. */
    default void mined(int texts, int media) {}

    /** A pair's caption is poor. */
    default void poorCaption() {}

    /** Which part of the kept negatives the hundredth part of the items that is used most has, 0 to 1. */
    default void hubShare(double share) {}

    /** Hears nothing. */
    static MiningObserver none() {
        return new MiningObserver() {};
    }
}
