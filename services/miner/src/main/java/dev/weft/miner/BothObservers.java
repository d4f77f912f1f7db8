package dev.weft.miner;

import dev.weft.core.ContrastiveBatch;
import dev.weft.mining.negatives.MiningObserver;
import dev.weft.mining.negatives.Quadrant;

/** Tells two observers. */
record BothObservers(MiningObserver first, MiningObserver second) implements MiningObserver {

    @Override
    public void dropped(String filter, int candidates) {
        first.dropped(filter, candidates);
        second.dropped(filter, candidates);
    }

    @Override
    public void found(Quadrant quadrant) {
        first.found(quadrant);
        second.found(quadrant);
    }

    @Override
    public void kept(ContrastiveBatch.Source source, double logitGap) {
        first.kept(source, logitGap);
        second.kept(source, logitGap);
    }

    @Override
    public void mined(int texts, int media) {
        first.mined(texts, media);
        second.mined(texts, media);
    }

    @Override
    public void poorCaption() {
        first.poorCaption();
        second.poorCaption();
    }

    @Override
    public void hubShare(double share) {
        first.hubShare(share);
        second.hubShare(share);
    }
}
