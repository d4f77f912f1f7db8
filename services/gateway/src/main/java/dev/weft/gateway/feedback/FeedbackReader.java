package dev.weft.gateway.feedback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.Feedback;
import dev.weft.core.MediaKey;
import dev.weft.core.ReleaseId;
import dev.weft.core.TenantId;
import dev.weft.gateway.intake.Fields;
import dev.weft.gateway.intake.Ids;
import dev.weft.gateway.problem.Quoted;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes judgements of JSON. Safe for use by several threads. */
public final class FeedbackReader {

    private static final Set<String> FIELDS =
            Set.of("queryId", "label", "text", "likeMediaId", "mediaId", "release", "source");

    private final TenantId tenant;
    private final Clock clock;

    public FeedbackReader(TenantId tenant, Clock clock) {
        this.tenant = tenant;
        this.clock = clock;
    }

    /** @throws ProblemException if it is no such judgement, with the reason */
    public Feedback read(ObjectNode json) {
        Fields fields = Fields.of(json, FIELDS);
        String queryId = fields.text("queryId").orElseGet(Ids::newQuery);
        Feedback.Label label = label(required(fields, "label"));
        Feedback.Query query = query(fields);
        MediaKey media = new MediaKey(tenant, Ids.media(required(fields, "mediaId")));
        Optional<ReleaseId> release = fields.text("release").map(FeedbackReader::release);
        try {
            return new Feedback(
                    queryId,
                    label,
                    query,
                    media,
                    release,
                    fields.text("source").orElse(""),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private Feedback.Query query(Fields fields) {
        List<Feedback.Query> queries = Stream.of(
                        fields.text("text").map(FeedbackReader::text),
                        fields.text("likeMediaId").map(id ->
                                (Feedback.Query) new Feedback.Query.Item(new MediaKey(tenant, Ids.media(id)))))
                .flatMap(Optional::stream)
                .toList();
        if (queries.size() != 1) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST,
                    "feedback needs exactly one of text and likeMediaId, got " + queries.size());
        }
        return queries.getFirst();
    }

    private static Feedback.Query text(String text) {
        try {
            return new Feedback.Query.Text(text);
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static ReleaseId release(String text) {
        try {
            return ReleaseId.parse(text);
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static Feedback.Label label(String word) {
        for (Feedback.Label label : Feedback.Label.values()) {
            if (label.name().toLowerCase(Locale.ROOT).equals(word)) {
                return label;
            }
        }
        throw new ProblemException(
                StandardReason.MALFORMED_REQUEST,
                "label must be clicked, not_relevant or pair, got " + Quoted.of(word));
    }

    private static String required(Fields fields, String name) {
        return fields.text(name)
                .orElseThrow(() -> new ProblemException(StandardReason.MALFORMED_REQUEST, "feedback needs " + name));
    }

    private static ProblemException malformed(IllegalArgumentException cause) {
        return new ProblemException(StandardReason.MALFORMED_REQUEST, String.valueOf(cause.getMessage()), cause);
    }
}
