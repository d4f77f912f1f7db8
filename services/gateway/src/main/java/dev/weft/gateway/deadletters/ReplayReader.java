package dev.weft.gateway.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.DeadLetterId;
import dev.weft.events.deadletters.DeadLetterLog;
import dev.weft.events.deadletters.ReplayRequest.Effect;
import dev.weft.events.deadletters.ReplayRequest.Repeat;
import dev.weft.gateway.intake.Fields;
import dev.weft.gateway.problem.Quoted;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a replay of JSON. */
public final class ReplayReader {

    private static final Set<String> FIELDS = Set.of("ids", "filter", "limit", "after", "again", "dryRun", "by");
    private static final Set<String> FILTER_FIELDS = Set.of("stage", "reason", "release", "since");
    private static final String NOBODY = "anonymous";
    private static final int MAX_BY = 200;

    private ReplayReader() {}

    /** @throws ProblemException if it is no such request, with the reason */
    public static Replay read(ObjectNode json) {
        Fields fields = Fields.of(json, FIELDS);
        Optional<JsonNode> ids = fields.get("ids");
        Optional<JsonNode> filter = fields.get("filter");
        if (ids.isPresent() == filter.isPresent()) {
            throw malformed("a replay needs exactly one of ids and filter");
        }
        if (ids.isPresent()
                && (fields.get("limit").isPresent() || fields.get("after").isPresent())) {
            throw malformed("limit and after go with filter only");
        }
        return new Replay(
                ids.<Replay.Letters>map(node -> new Replay.Named(ids(node)))
                        .orElseGet(() -> new Replay.Listed(listing(fields, filter.orElseThrow()))),
                fields.text("by").map(ReplayReader::by).orElse(NOBODY),
                flag(fields, "again") ? Repeat.AGAIN : Repeat.SKIP,
                flag(fields, "dryRun") ? Effect.DRY_RUN : Effect.REPLAY);
    }

    private static Listing listing(Fields fields, JsonNode filter) {
        if (!(filter instanceof ObjectNode object)) {
            throw malformed("filter must be an object");
        }
        Fields wanted = Fields.of(object, FILTER_FIELDS);
        return new Listing(
                ListingReader.filter(wanted::text),
                fields.text("after").map(ListingReader::after),
                fields.get("limit")
                        .map(node -> ListingReader.limit(node.isIntegralNumber() ? node.asText() : node.toString()))
                        .orElse(ListingReader.DEFAULT_LIMIT));
    }

    private static List<DeadLetterId> ids(JsonNode node) {
        if (!node.isArray() || node.isEmpty() || node.size() > DeadLetterLog.MAX_PAGE) {
            throw malformed("ids must be an array of 1 to " + DeadLetterLog.MAX_PAGE + " ids");
        }
        List<DeadLetterId> ids = new ArrayList<>();
        for (JsonNode element : node) {
            ids.add(ListingReader.id(element.isTextual() ? element.textValue() : element.toString()));
        }
        return ids;
    }

    private static String by(String text) {
        if (text.isBlank() || text.length() > MAX_BY) {
            throw malformed("by must be 1 to " + MAX_BY + " characters, got " + text.length());
        }
        return text;
    }

    private static boolean flag(Fields fields, String name) {
        return fields.get(name)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw malformed(name + " must be true or false, got " + Quoted.of(node.toString()));
                    }
                    return node.booleanValue();
                })
                .orElse(false);
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(StandardReason.MALFORMED_REQUEST, detail);
    }
}
