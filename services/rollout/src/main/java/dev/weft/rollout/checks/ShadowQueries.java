package dev.weft.rollout.checks;

import java.util.List;

/** Where the queries of a shadow run come from. Thread-safe. */
@FunctionalInterface
public interface ShadowQueries {

    /**
     * @param limit how many at most
     * @return empty when there are none
     */
    List<ShadowQuery> draw(int limit);
}
