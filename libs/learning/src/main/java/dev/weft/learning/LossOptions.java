package dev.weft.learning;

/**
 * The contrastive loss.
 *
 * @param kind which
 * @param scale what cosines are multiplied by at the start; it is learnt
 * @param largestScale one over the smallest temperature; CLIP's clamp
 * @param bias of the sigmoid loss at the start; it is learnt
 * @param sameFamily what two pairs of one family are to each other
 * @param chunkRows rows of the logits that exist at a time: memory, not results
 */
public record LossOptions(
        LossKind kind, double scale, double largestScale, double bias, SameFamily sameFamily, int chunkRows) {

    /** What two pairs of a batch with the same family and different rows are to each other. */
    public enum SameFamily {
        /** Probable duplicates: neither pulled together nor pushed apart. */
        MASKED,
        /** Each fits the other. */
        POSITIVE
    }

    /** SigLIP's start for the pairwise loss, CLIP's for InfoNCE. */
    public static LossOptions of(LossKind kind) {
        return switch (kind) {
            case SIGMOID -> new LossOptions(kind, 10, 100, -10, SameFamily.MASKED, 4096);
            case INFONCE -> new LossOptions(kind, 1 / 0.07, 100, 0, SameFamily.MASKED, 4096);
        };
    }

    public LossOptions {
        Check.range("largestScale", largestScale, 1, 100);
        Check.range("scale", scale, 1e-3, largestScale);
        Check.range("bias", bias, -100, 100);
        Check.range("chunkRows", chunkRows, 1, 1 << 20);
    }
}
