package dev.weft.gateway.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.core.Embedding;
import dev.weft.gateway.encode.EmbeddingsRequest.Encoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Vectors, as OpenAI's clients read them. */
@Schema(name = "Embeddings", description = "One vector per input, in the same order")
public record EmbeddingsView(String object, List<VectorView> data, String model, UsageView usage) {

    /** @param embedding unit norm: numbers, or their base64 */
    @Schema(name = "Embedding")
    public record VectorView(String object, int index, Object embedding) {}

    /** Tokens of all texts together, as the model has read them; pictures have none. */
    @Schema(name = "EmbeddingsUsage")
    public record UsageView(
            @JsonProperty("prompt_tokens") int promptTokens,
            @JsonProperty("total_tokens") int totalTokens) {}

    static EmbeddingsView of(List<Embedding> vectors, Encoding encoding, String model, int tokens) {
        List<VectorView> data = IntStream.range(0, vectors.size())
                .mapToObj(i ->
                        new VectorView("embedding", i, written(vectors.get(i).toArray(), encoding)))
                .toList();
        return new EmbeddingsView("list", data, model, new UsageView(tokens, tokens));
    }

    private static Object written(float[] vector, Encoding encoding) {
        return switch (encoding) {
            case FLOAT -> vector;
            case BASE64 -> {
                ByteBuffer bytes =
                        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(vector);
                yield Base64.getEncoder().encodeToString(bytes.array());
            }
        };
    }
}
