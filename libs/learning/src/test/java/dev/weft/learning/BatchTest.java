package dev.weft.learning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.weft.learning.Batch.Drawn;
import dev.weft.learning.LossOptions.SameFamily;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchTest {

    @Test
    void shouldMaskFamiliesThatTheSetMasksAndNotThoseThatAreLikeThem() {
        Toy toy = Toy.withBase(10);
        PairSet.Builder builder = PairSet.ofGeneralPairs(toy.left, toy.right);
        Stream.of("red", "scarlet", "pink")
                .forEach(family -> builder.add(new TrainingPair(family, family.length(), family.length())));
        builder.mask("red", "scarlet");
        builder.mask("scarlet", "pink");
        PairSet set = builder.build();
        Batch batch =
                new Batch(set.pairs().stream().map(pair -> new Drawn(set, pair)).toList(), 0);

        try (NDManager manager = Torch.newManager()) {
            float[] kept = batch.relations(SameFamily.MASKED)
                    .kept(manager, DataType.FLOAT32, 0, 3)
                    .toFloatArray();

            assertThat(kept).containsExactly(1, 0, 1, 0, 1, 0, 1, 0, 1);
        }
    }
}
