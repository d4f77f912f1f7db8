package dev.weft.gateway.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.gateway.encode.ClassifyRequest.Subject;
import dev.weft.gateway.intake.Fields;
import dev.weft.gateway.intake.Ids;
import dev.weft.gateway.intake.Texts;
import dev.weft.gateway.problem.Quoted;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes classifications of JSON. Safe for use by several threads. */
public final class ClassifyRequestReader {

    private static final Set<String> FIELDS = Set.of("text", "image", "mediaId", "labels", "templates", "multiLabel");
    private static final List<String> LABELS_AS_THEY_ARE = List.of(Prompts.HOLE);

    private final InputReader inputs;
    private final int maxPrompts;

    /** @param maxPrompts labels × templates */
    public ClassifyRequestReader(InputReader inputs, int maxPrompts) {
        this.inputs = inputs;
        this.maxPrompts = maxPrompts;
    }

    /** @throws ProblemException if it is no such classification, with the reason */
    public ClassifyRequest read(ObjectNode json) {
        Fields fields = Fields.of(json, FIELDS);
        List<String> labels = fields.get("labels")
                .map(node -> strings(node, "labels"))
                .orElseThrow(
                        () -> new ProblemException(StandardReason.MALFORMED_REQUEST, "a classification needs labels"));
        List<String> templates =
                fields.get("templates").map(ClassifyRequestReader::templates).orElse(LABELS_AS_THEY_ARE);
        if ((long) labels.size() * templates.size() > maxPrompts) {
            throw new ProblemException(
                    Reason.TOO_MANY_INPUTS,
                    "labels times templates may be up to " + maxPrompts + ", got " + labels.size() + " times "
                            + templates.size());
        }
        return new ClassifyRequest(
                subject(fields),
                labels,
                templates,
                fields.get("multiLabel").map(ClassifyRequestReader::flag).orElse(false));
    }

    private Subject subject(Fields fields) {
        List<Subject> subjects = Stream.of(
                        fields.text("text").map(text -> (Subject) new Subject.Given(inputs.text(text))),
                        fields.text("image").map(uri -> (Subject) new Subject.Given(inputs.image(uri))),
                        fields.text("mediaId").map(id -> (Subject) new Subject.Stored(Ids.media(id))))
                .flatMap(Optional::stream)
                .toList();
        if (subjects.size() != 1) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST,
                    "a classification needs exactly one of text, image and mediaId, got " + subjects.size());
        }
        return subjects.getFirst();
    }

    private static List<String> templates(JsonNode node) {
        List<String> templates = strings(node, "templates");
        templates.forEach(template -> {
            int hole = template.indexOf(Prompts.HOLE);
            if (hole < 0 || template.indexOf(Prompts.HOLE, hole + 1) >= 0) {
                throw new ProblemException(
                        StandardReason.MALFORMED_REQUEST,
                        "a template must have one {} for the label, got " + Quoted.of(template));
            }
        });
        return templates;
    }

    /** At least one, each once. */
    private static List<String> strings(JsonNode node, String what) {
        if (!node.isArray() || node.isEmpty()) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST, what + " must be a list with at least one string");
        }
        Set<String> strings = new LinkedHashSet<>();
        for (JsonNode element : node) {
            if (!element.isTextual() || element.textValue().isBlank()) {
                throw new ProblemException(
                        StandardReason.MALFORMED_REQUEST, what + " must be strings that are not blank");
            }
            if (!strings.add(Texts.requireEmbeddable(element.textValue(), what))) {
                throw new ProblemException(
                        StandardReason.MALFORMED_REQUEST, what + " has " + Quoted.of(element.textValue()) + " twice");
            }
        }
        return new ArrayList<>(strings);
    }

    private static boolean flag(JsonNode node) {
        if (!node.isBoolean()) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, "multiLabel must be true or false");
        }
        return node.booleanValue();
    }
}
