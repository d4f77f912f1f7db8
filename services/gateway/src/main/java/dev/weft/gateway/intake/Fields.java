package dev.weft.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.gateway.problem.Quoted;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.util.Optional;
import java.util.Set;

/** The fields of a JSON object; {@code null} is the same as absent. */
public final class Fields {

    private final ObjectNode object;

    private Fields(ObjectNode object) {
        this.object = object;
    }

    /**
     * Wraps the object.
     *
     * @throws ProblemException {@code malformed_request} if it has a field that isn't allowed: no option is ever ignored
     */
    public static Fields of(ObjectNode object, Set<String> allowed) {
        object.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                throw new ProblemException(
                        StandardReason.MALFORMED_REQUEST,
                        "unknown field " + Quoted.of(name) + "; known are "
                                + String.join(", ", allowed.stream().sorted().toList()));
            }
        });
        return new Fields(object);
    }

    public Optional<JsonNode> get(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    /** @throws ProblemException {@code malformed_request} if the field is there and no string, {@code invalid_text} if it is no Unicode */
    public Optional<String> text(String name) {
        return get(name).map(node -> {
            if (!node.isTextual()) {
                throw new ProblemException(StandardReason.MALFORMED_REQUEST, name + " must be a string");
            }
            return Texts.requireUnicode(node.textValue(), name);
        });
    }
}
