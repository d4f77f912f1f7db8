package dev.weft.gateway.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.gateway.encode.EmbeddingsRequest.Encoding;
import dev.weft.gateway.intake.Fields;
import dev.weft.gateway.problem.Quoted;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Makes requests for vectors of the JSON that OpenAI's clients send. Safe for use by several threads. */
public final class EmbeddingsRequestReader {

    private static final Set<String> FIELDS = Set.of("input", "model", "encoding_format", "dimensions", "user");

    private final InputReader inputs;
    private final int maxInputs;

    public EmbeddingsRequestReader(InputReader inputs, int maxInputs) {
        this.inputs = inputs;
        this.maxInputs = maxInputs;
    }

    /** @throws ProblemException if it is no such request, with the reason */
    public EmbeddingsRequest read(ObjectNode json) {
        Fields fields = Fields.of(json, FIELDS);
        // Documented as a mark for finding abuse; nothing here depends on it.
        fields.text("user");
        return new EmbeddingsRequest(
                fields.get("input").map(this::inputs).orElseThrow(() -> missing("input")),
                fields.text("model").orElseThrow(() -> missing("model")),
                fields.text("encoding_format")
                        .map(EmbeddingsRequestReader::encoding)
                        .orElse(Encoding.FLOAT),
                fields.get("dimensions")
                        .map(EmbeddingsRequestReader::dimensions)
                        .orElseGet(OptionalInt::empty));
    }

    private List<Input> inputs(JsonNode node) {
        if (!node.isArray()) {
            return List.of(inputs.read(node));
        }
        if (node.isEmpty()) {
            throw new ProblemException(Reason.EMPTY, "input must have at least one element, got an empty list");
        }
        if (node.size() > maxInputs) {
            throw new ProblemException(
                    Reason.TOO_MANY_INPUTS, "input may have up to " + maxInputs + " elements, got " + node.size());
        }
        List<Input> read = new ArrayList<>(node.size());
        node.forEach(element -> read.add(inputs.read(element)));
        return read;
    }

    private static Encoding encoding(String word) {
        return switch (word) {
            case "float" -> Encoding.FLOAT;
            case "base64" -> Encoding.BASE64;
            default ->
                throw new ProblemException(
                        StandardReason.MALFORMED_REQUEST,
                        "encoding_format must be float or base64, got " + Quoted.of(word));
        };
    }

    private static OptionalInt dimensions(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new ProblemException(Reason.UNSUPPORTED_DIMENSIONS, "dimensions must be a whole number");
        }
        return OptionalInt.of(node.intValue());
    }

    private static ProblemException missing(String field) {
        return new ProblemException(StandardReason.MALFORMED_REQUEST, "a request for embeddings needs " + field);
    }
}
