package dev.weft.gateway.encode;

import dev.weft.core.Embedding;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.inference.EmbeddingModel;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Shorter vectors, of models that were trained so that the first numbers say most (Matryoshka representation learning, arXiv:2205.13147). */
public final class Dimensions {

    private Dimensions() {}

    /**
     * What makes the model's vectors as short as wished for, unit norm again.
     *
     * @throws ProblemException {@code unsupported_dimensions} if the model isn't made for that: cut all the same, neighbours would change
     */
    public static UnaryOperator<Embedding> cut(EmbeddingModel model, OptionalInt wished) {
        if (wished.isEmpty() || wished.getAsInt() == model.dimension()) {
            return UnaryOperator.identity();
        }
        int dimension = wished.getAsInt();
        if (!model.matryoshkaDimensions().contains(dimension)) {
            List<Integer> possible = Stream.concat(model.matryoshkaDimensions().stream(), Stream.of(model.dimension()))
                    .sorted()
                    .distinct()
                    .toList();
            throw new ProblemException(
                    Reason.UNSUPPORTED_DIMENSIONS,
                    "dimensions must be one of " + possible + " with model " + model.id() + ", got " + dimension);
        }
        return vector -> Embedding.normalized(Arrays.copyOf(vector.toArray(), dimension));
    }
}
