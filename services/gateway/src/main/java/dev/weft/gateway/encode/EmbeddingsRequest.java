package dev.weft.gateway.encode;

import java.util.List;
import java.util.OptionalInt;

/**
 * A checked request for vectors.
 *
 * @param model a name, not yet compared with the model's
 * @param dimensions wished for, not yet compared with what the model can give
 */
public record EmbeddingsRequest(List<Input> inputs, String model, Encoding encoding, OptionalInt dimensions) {

    public EmbeddingsRequest {
        inputs = List.copyOf(inputs);
    }

    /** How a vector is written. */
    public enum Encoding {
        /** A list of numbers. */
        FLOAT,
        /** Base64 of 32-bit floats, the lowest byte first. */
        BASE64
    }
}
