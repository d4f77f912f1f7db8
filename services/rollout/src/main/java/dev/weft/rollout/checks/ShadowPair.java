package dev.weft.rollout.checks;

/**
 * One question in the words of two releases. They differ where the releases have towers of their own.
 *
 * @param live with a feature of the live release's tower
 * @param next with a feature of the next one's
 */
public record ShadowPair(ShadowQuery live, ShadowQuery next) {

    /** For releases of the same towers. */
    public static ShadowPair of(ShadowQuery query) {
        return new ShadowPair(query, query);
    }
}
