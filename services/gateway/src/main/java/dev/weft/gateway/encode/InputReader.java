package dev.weft.gateway.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.gateway.intake.DataUri;
import dev.weft.gateway.intake.Fields;
import dev.weft.gateway.intake.Texts;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.util.Set;

/** Makes inputs of JSON: a string, or a content part as OpenAI's chat has it. Safe for use by several threads. */
public final class InputReader {

    private static final String IMAGE_PREFIX = "data:image/";

    private final long maxFileBytes;

    public InputReader(long maxFileBytes) {
        this.maxFileBytes = maxFileBytes;
    }

    /** @throws ProblemException if it is no input, with the reason */
    Input read(JsonNode node) {
        if (node instanceof ObjectNode part) {
            return part(part);
        }
        if (node.isTextual()) {
            String value = node.textValue();
            // A text that happens to begin with "data:" stays a text.
            boolean image = value.regionMatches(true, 0, IMAGE_PREFIX, 0, IMAGE_PREFIX.length());
            return image ? image(value) : text(value);
        }
        if (node.isNumber() || node.isArray()) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST,
                    "input must be texts or pictures, got token numbers: another model's tokens mean nothing here, send the"
                            + " text (LangChain: check_embedding_ctx_length=False)");
        }
        throw malformed();
    }

    Input text(String text) {
        if (text.isBlank()) {
            throw new ProblemException(Reason.EMPTY, "a text must have at least one character that is not blank");
        }
        return new Input.Text(Texts.requireEmbeddable(text, "a text"));
    }

    Input image(String uri) {
        return new Input.Image(DataUri.decode(uri, maxFileBytes));
    }

    private Input part(ObjectNode part) {
        Fields fields = Fields.of(part, Set.of("type", "text", "image_url"));
        String type = fields.text("type").orElse("");
        boolean hasText = fields.get("text").isPresent();
        boolean hasImage = fields.get("image_url").isPresent();
        if (type.equals("text") && hasText && !hasImage) {
            return text(fields.text("text").orElseThrow());
        }
        if (type.equals("image_url") && hasImage && !hasText) {
            if (fields.get("image_url").orElseThrow() instanceof ObjectNode url) {
                return image(Fields.of(url, Set.of("url")).text("url").orElseThrow(InputReader::malformed));
            }
        }
        throw malformed();
    }

    private static ProblemException malformed() {
        return new ProblemException(
                StandardReason.MALFORMED_REQUEST,
                "an input must be a string, {\"type\": \"text\", \"text\": …} or {\"type\": \"image_url\","
                        + " \"image_url\": {\"url\": \"data:…\"}}");
    }
}
