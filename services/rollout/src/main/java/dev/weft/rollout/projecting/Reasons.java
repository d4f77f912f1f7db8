package dev.weft.rollout.projecting;

/** Why an item has no vectors in a release, as the reason of its dead letter. */
final class Reasons {

    static final String MISSING_FEATURE = "missing_feature";
    static final String OLD_FEATURE = "old_feature";
    static final String UNREADABLE_FEATURE = "unreadable_feature";
    static final String WRONG_TOWER = "wrong_tower";
    static final String MISSING_MEDIA = "missing_media";
    static final String PROJECTION_FAILED = "projection_failed";
    static final String TOO_LARGE = "too_large";

    private Reasons() {}
}
