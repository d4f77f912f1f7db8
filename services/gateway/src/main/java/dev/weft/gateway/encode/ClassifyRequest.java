package dev.weft.gateway.encode;

import dev.weft.core.MediaId;
import java.util.List;

/**
 * A checked classification.
 *
 * @param templates each with one {@code {}}, where a label is put in
 * @param multiLabel whether each label is a question of its own
 */
public record ClassifyRequest(Subject subject, List<String> labels, List<String> templates, boolean multiLabel) {

    public ClassifyRequest {
        labels = List.copyOf(labels);
        templates = List.copyOf(templates);
    }

    /** What is classified. */
    public sealed interface Subject {

        record Given(Input input) implements Subject {}

        /** An item that is in the index. */
        record Stored(MediaId id) implements Subject {}
    }
}
