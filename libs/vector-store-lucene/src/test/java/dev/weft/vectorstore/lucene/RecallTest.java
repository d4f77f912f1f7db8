package dev.weft.vectorstore.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Sha256;
import dev.weft.core.TenantId;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Filter;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.Items;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the graph finds, against the exact search of the in-memory store. */
final class RecallTest {

    private static final int ITEMS = 5_000;
    private static final int DIMENSION = 48;
    private static final int CLUSTERS = 150;
    private static final int QUERIES = 100;
    private static final CollectionSchema SCHEMA = new CollectionSchema(Items.RELEASE, DIMENSION);

    private final Random random = new Random(20261123);
    private final float[][] centres = new float[CLUSTERS][];

    @TempDir
    private Path folder;

    @Test
    void shouldFindWhatAnExactSearchFinds() {
        for (int i = 0; i < CLUSTERS; i++) {
            centres[i] = gaussian(1);
        }
        try (VectorStore lucene = VectorStores.open("lucene:" + folder);
                VectorStore exact = VectorStores.open("memory:recall")) {
            fill(lucene, exact);

            assertThat(recall(lucene, exact, new Filter.All())).isGreaterThanOrEqualTo(0.99);
            assertThat(recall(lucene, exact, eq("half", 1))).isGreaterThanOrEqualTo(0.99);
            assertThat(recall(lucene, exact, eq("few", 7))).isEqualTo(1);
        }
    }

    private void fill(VectorStore lucene, VectorStore exact) {
        lucene.createCollection(SCHEMA);
        exact.createCollection(SCHEMA);
        List<Mutation> batch = new ArrayList<>();
        for (int i = 1; i <= ITEMS; i++) {
            Attributes attributes =
                    Attributes.of(Map.of("half", AttributeValue.of(i % 2), "few", AttributeValue.of(i % 200)));
            VectorRow row = new VectorRow("image", Modality.IMAGE, Sha256.ofText("x"), nearACentre());
            batch.add(new Mutation.Put(
                    MediaKey.of("default", "item-" + i), 1, Items.RELEASE, "f", attributes, List.of(row)));
            // The last one is larger than what is scanned without a graph.
            if (i == 500 || i == ITEMS) {
                lucene.apply(SCHEMA.name(), batch);
                exact.apply(SCHEMA.name(), batch);
                batch.clear();
            }
        }
    }

    private double recall(VectorStore lucene, VectorStore exact, Filter filter) {
        List<VectorQuery> queries = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            queries.add(new VectorQuery(
                    TenantId.DEFAULT, nearACentre(), 10, Set.of(Modality.IMAGE), filter, Optional.empty()));
        }
        List<List<Hit>> found = lucene.search(SCHEMA.name(), queries);
        List<List<Hit>> wanted = exact.search(SCHEMA.name(), queries);
        int hits = 0;
        for (int i = 0; i < QUERIES; i++) {
            Set<MediaKey> keys = new HashSet<>();
            found.get(i).forEach(hit -> keys.add(hit.key()));
            hits += (int) wanted.get(i).stream()
                    .filter(hit -> keys.contains(hit.key()))
                    .count();
        }
        return hits / (10.0 * QUERIES);
    }

    private static Filter eq(String field, int value) {
        return new Filter.Eq(field, AttributeValue.of(value));
    }

    private Embedding nearACentre() {
        float[] centre = centres[random.nextInt(CLUSTERS)];
        float[] vector = gaussian(0.7);
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] += centre[i];
        }
        return Embedding.normalized(vector);
    }

    private float[] gaussian(double scale) {
        float[] values = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }
}
