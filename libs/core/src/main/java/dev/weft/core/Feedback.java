package dev.weft.core;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person, or an application for one, said of a search result or of two items: the value of the {@code feedback} topic. The same query id,
 * item and label are one judgement, however often it arrives.
 *
 * @param queryId the search that showed the item, or an id of the sender's
 * @param media the item that is judged; its tenant is the judgement's
 * @param release that gave the result, when a search did
 * @param source which application or person says so; may be empty
 */
public record Feedback(
        String queryId,
        Label label,
        Query query,
        MediaKey media,
        Optional<ReleaseId> release,
        String source,
        Instant occurredAt) {

    private static final int MAX_SOURCE = 128;

    /** What was said. */
    public enum Label {
        /** The item was chosen from a result: a weak sign that it fits. */
        CLICKED,
        /** The item doesn't fit the query. */
        NOT_RELEVANT,
        /** The item and the query belong together: a strong sign. */
        PAIR
    }

    /** What the item was shown for. */
    public sealed interface Query {

        /** @param text as it was asked, not blank, up to 1,024 characters */
        record Text(String text) implements Query {
            public Text {
                if (text.isBlank() || text.length() > 1024) {
                    throw new IllegalArgumentException(
                            "a query's text must have 1 to 1024 characters that are not all blank, got "
                                    + text.length());
                }
            }
        }

        /** An item that was asked with. */
        record Item(MediaKey key) implements Query {}
    }

    public Feedback {
        Names.requireId("query id", queryId);
        if (source.length() > MAX_SOURCE) {
            throw new IllegalArgumentException(
                    "a feedback's source may have up to " + MAX_SOURCE + " characters, got " + source.length());
        }
        if (query instanceof Query.Item(MediaKey key)) {
            if (!key.tenant().equals(media.tenant())) {
                throw new IllegalArgumentException("feedback must stay within a tenant, got two");
            }
            if (key.equals(media)) {
                throw new IllegalArgumentException("feedback must be about two items, got " + key + " twice");
            }
        }
    }

    /** The key of its record: {@code tenant/queryId}. */
    public String recordKey() {
        return media.tenant() + "/" + queryId;
    }
}
