package dev.weft.evaluation.gate;

import dev.weft.core.Embedding;
import dev.weft.evaluation.geometry.GeometryProbe;
import dev.weft.evaluation.retrieval.ExactSearch;
import dev.weft.evaluation.retrieval.Relevance;
import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.evaluation.sets.EvaluationItem;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.sets.EvaluationSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Items with a meaning each, of which a picture and a text tell something: the smaller the noise, the better a release finds the one by the other. What a text
 * hides is the same for all releases, as in a catalog; each release adds a little noise of its own.
 */
final class SyntheticSpace {

    static final int DIMENSION = 24;
    /** At which about 6 in 10 answers are among the first ten of 600 to 1,600. */
    private static final double BASE_NOISE = 1.5;

    private static final double OWN_NOISE = 0.4;

    private final List<EvaluationSet> sets;
    private final Map<String, Embedding[]> meanings = new TreeMap<>();
    private final Map<String, Embedding[]> hidden = new TreeMap<>();

    /** @param families held out; each has two items, and as many distractors. The guard set and the hard set have half of them */
    SyntheticSpace(int families, long seed) {
        this.sets = List.of(
                set("held-out", EvaluationKind.IN_DOMAIN, families),
                set("newest", EvaluationKind.NEWEST, families),
                set("guard", EvaluationKind.GUARD, families / 2),
                set("hard", EvaluationKind.HARD, families / 2));
        Random random = new Random(seed);
        for (EvaluationSet set : sets) {
            meanings.put(set.name(), directions(set.poolSize(), random));
            hidden.put(set.name(), directions(set.poolSize(), random));
        }
    }

    /** A release with a multiple of the usual noise on each kind of set; once where none is given. */
    ReleaseEvaluation release(String name, long seed, Map<EvaluationKind, Double> noise) throws InterruptedException {
        return release(name, seed, noise, UnaryOperator.identity());
    }

    /** A release whose vectors are then spoilt. */
    ReleaseEvaluation release(
            String name, long seed, Map<EvaluationKind, Double> noise, UnaryOperator<SetVectors> spoil)
            throws InterruptedException {
        Random own = new Random(seed * 7919 + 13);
        ExactSearch search = new ExactSearch(2);
        SetEvaluator evaluator = new SetEvaluator(search, Relevance.PAIRED_ITEM);
        List<SetResult> results = new ArrayList<>();
        SetVectors first = null;
        for (EvaluationSet set : sets) {
            double strength = BASE_NOISE * noise.getOrDefault(set.kind(), 1.0);
            SetVectors vectors = spoil.apply(vectors(set, strength, own));
            results.add(evaluator.evaluate(set, vectors));
            first = first == null ? vectors : first;
        }
        if (first == null) {
            throw new IllegalStateException("there must be a set");
        }
        GeometryProbe probe = new GeometryProbe(search, 200, 1);
        return new ReleaseEvaluation(name, seed, results, probe.measure(first.images(), first.texts()), 0.99, 0.03);
    }

    private SetVectors vectors(EvaluationSet set, double noise, Random own) {
        Embedding[] meaning = meanings.getOrDefault(set.name(), new Embedding[0]);
        Embedding[] hides = hidden.getOrDefault(set.name(), new Embedding[0]);
        List<Embedding> images = new ArrayList<>();
        List<Embedding> texts = new ArrayList<>();
        for (int row = 0; row < meaning.length; row++) {
            images.add(mix(meaning[row], hides[row], 0, own));
            texts.add(mix(meaning[row], hides[row], noise, own));
        }
        return new SetVectors(VectorMatrix.of(images), VectorMatrix.of(texts));
    }

    private static Embedding mix(Embedding meaning, Embedding hides, double noise, Random own) {
        float[] values = meaning.toArray();
        for (int d = 0; d < values.length; d++) {
            values[d] += (float) (noise * hides.get(d) + OWN_NOISE * own.nextGaussian() / Math.sqrt(DIMENSION));
        }
        return Embedding.normalized(values);
    }

    private static Embedding[] directions(int count, Random random) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] values = new float[DIMENSION];
                    for (int d = 0; d < DIMENSION; d++) {
                        values[d] = (float) random.nextGaussian();
                    }
                    return Embedding.normalized(values);
                })
                .toArray(Embedding[]::new);
    }

    private static EvaluationSet set(String name, EvaluationKind kind, int families) {
        List<EvaluationItem> queries = items(name + "-q", families);
        return new EvaluationSet(name, kind, 1, queries, items(name + "-d", families));
    }

    private static List<EvaluationItem> items(String prefix, int families) {
        return IntStream.range(0, 2 * families)
                .mapToObj(i -> new EvaluationItem(
                        prefix + i, prefix + "family" + i / 2, i % 3 == 0 ? "hats" : "shoes", "caption " + prefix + i))
                .toList();
    }

    /** A copy of the vectors with its texts changed row by row. */
    static SetVectors withTexts(SetVectors vectors, ObjDoubleConsumer<float[]> change) {
        return new SetVectors(vectors.images(), changed(vectors.texts(), change));
    }

    /** A copy with each row changed; the change gets the row and its index. */
    static VectorMatrix changed(VectorMatrix vectors, ObjDoubleConsumer<float[]> change) {
        float[] values = new float[vectors.rows() * vectors.dimension()];
        float[] row = new float[vectors.dimension()];
        for (int i = 0; i < vectors.rows(); i++) {
            for (int d = 0; d < row.length; d++) {
                row[d] = vectors.get(i, d);
            }
            change.accept(row, i);
            System.arraycopy(row, 0, values, i * row.length, row.length);
        }
        return VectorMatrix.wrap(values, vectors.rows(), vectors.dimension());
    }
}
