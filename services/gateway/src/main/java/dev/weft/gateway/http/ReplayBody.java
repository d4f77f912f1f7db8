package dev.weft.gateway.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What {@code POST /v1/dead-letters:replay} takes; read by {@link dev.weft.gateway.deadletters.ReplayReader}.
 *
 * @param ids of letters; or else a filter
 * @param limit of a filter: 1 to 1000, 100 when absent
 * @param after of a filter: the {@code next} of the answer before
 * @param again also what was replayed before
 * @param dryRun say what would be done, and do nothing
 * @param by who asks, kept with what was done
 */
@Schema(name = "ReplayRequest")
public record ReplayBody(
        List<String> ids, Filter filter, int limit, String after, boolean again, boolean dryRun, String by) {

    /** All that is given must fit. */
    @Schema(name = "DeadLetterFilter")
    public record Filter(String stage, String reason, String release, String since) {}
}
