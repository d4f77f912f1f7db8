package dev.weft.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads of {@code tokenizer.json} what isn't the tokenizer itself, and passes over its vocabulary, which may have tens of megabytes. */
final class HuggingFaceTokenizerFile {

    private static final String FILE = "tokenizer.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private HuggingFaceTokenizerFile() {}

    static Stated read(byte[] json) {
        OptionalInt maxTokens = OptionalInt.empty();
        OptionalLong padId = OptionalLong.empty();
        OptionalInt padTo = OptionalInt.empty();
        Map<String, Long> added = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ModelBundleException(FILE + " must be an object, got " + parser.currentToken());
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                switch (name) {
                    case "truncation" ->
                        maxTokens = integer(parser.<JsonNode>readValueAsTree().path("max_length"));
                    case "padding" -> {
                        JsonNode padding = parser.readValueAsTree();
                        padTo = integer(padding.path("strategy").path("Fixed"));
                        padId = padding.path("pad_id").isIntegralNumber()
                                ? OptionalLong.of(padding.path("pad_id").longValue())
                                : OptionalLong.empty();
                    }
                    case "added_tokens" ->
                        parser.<JsonNode>readValueAsTree()
                                .forEach(token -> added.put(
                                        token.path("content").asText(),
                                        token.path("id").longValue()));
                    default -> parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new ModelBundleException(FILE + " is not JSON: " + e.getMessage(), e);
        }
        return new Stated(maxTokens, padTo, padId, added);
    }

    private static OptionalInt integer(JsonNode node) {
        return node.isInt() ? OptionalInt.of(node.intValue()) : OptionalInt.empty();
    }

    /**
     * What the file says beside its vocabulary.
     *
     * @param truncated texts are cut to this
     * @param paddedTo texts are filled up to this
     * @param paddedWith the token that they are filled up with
     * @param added the ids of tokens that are not of the vocabulary, such as the special ones
     */
    record Stated(OptionalInt truncated, OptionalInt paddedTo, OptionalLong paddedWith, Map<String, Long> added) {

        boolean padsToMaximum() {
            return paddedTo.isPresent();
        }

        OptionalInt maxTokens() {
            return truncated.isPresent() ? truncated : paddedTo;
        }

        /** @param token the padding token that the tokenizer's configuration names */
        long padId(Optional<String> token) {
            if (token.isEmpty()) {
                return paddedWith.orElseThrow(() -> new ModelBundleException(
                        "tokenizer_config.json.pad_token is missing, and " + FILE + " has no padding"));
            }
            Long id = added.get(token.get());
            if (id == null) {
                throw new ModelBundleException("tokenizer_config.json.pad_token must be one of " + FILE
                        + ".added_tokens, got '" + token.get() + "'");
            }
            return id;
        }
    }
}
