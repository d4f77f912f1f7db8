package dev.weft.learning;

/**
 * The heads and what holds them back.
 *
 * @param hidden units of the layer in between
 * @param dial how much of what was learnt the heads use, 0 to 1, when they are written (WiSE-FT, Wortsman et al. 2022)
 * @param anchor weight of {@code 1 - cos(y, base)}
 * @param noise length of the random direction that is added to a feature while learning, as a share of the feature's own (cf. CapDec, Nukrai et al. 2022)
 * @param centring whether features are taken relative to their modality's mean
 */
public record HeadOptions(int hidden, double dial, double anchor, double noise, Centring centring) {

    /** Whether the modality's mean is subtracted from its features before the layers that learn. */
    public enum Centring {
        NONE,
        MODALITY_MEAN
    }

    public static HeadOptions defaults() {
        return new HeadOptions(512, 1, 0.1, 0, Centring.NONE);
    }

    public HeadOptions {
        Check.range("hidden", hidden, 1, 1 << 16);
        Check.range("dial", dial, 0, 1);
        Check.range("anchor", anchor, 0, 100);
        Check.range("noise", noise, 0, 2);
    }
}
