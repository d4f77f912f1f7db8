package dev.weft.sink.reconcile;

import dev.weft.core.ReleaseId;
import java.util.List;

/** Makes reconcilers of the releases that a sink writes. Safe for use by several threads. */
public interface Reconcilers {

    /** The one that is compared when none is named. */
    ReleaseId live();

    /** Those there are, as of now. */
    List<ReleaseId> indexed();

    /** @param release one of the indexed ones */
    Reconciler of(ReleaseId release);
}
