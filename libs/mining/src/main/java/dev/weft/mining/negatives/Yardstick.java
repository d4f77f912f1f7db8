package dev.weft.mining.negatives;

import dev.weft.core.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What is alike and what is not in a release, measured on random items of it: absolute cosines mean something else in every release and for every
 * pair of modalities. Immutable.
 *
 * @param media from which cosine on two items look alike, and up to which they look different
 * @param text the same for reading
 * @param scale log odds of a cosine between media and text
 * @param sample media of random items, to rank against
 */
public record Yardstick(Bounds media, Bounds text, LogitScale scale, List<Embedding> sample) {

    /** Fewer pairs say nothing about a quantile of 0.99. */
    public static final int LEAST_PAIRS = 30;

    /** So many ranks are told apart: a caption's own picture is looked for among 1,000. */
    private static final int RANKED_AGAINST = 1_000;

    private static final int RANDOM_PAIRS = 20_000;

    public Yardstick {
        sample = List.copyOf(sample);
    }

    /** Cosines up to {@code low} are those of different things, from {@code high} on of things that are alike. */
    public record Bounds(double low, double high) {
        boolean alike(double cosine) {
            return cosine >= high;
        }

        boolean different(double cosine) {
            return cosine <= low;
        }
    }

    /** The vectors of an item's media and of its caption. */
    public record Pair(Embedding media, Embedding text) {}

    /**
     * @param pairs of random items, at least {@link #LEAST_PAIRS}
     * @param random decides which are compared
     */
    public static Yardstick measure(List<Pair> pairs, MiningSettings settings, Random random) {
        if (pairs.size() < LEAST_PAIRS) {
            throw new IllegalArgumentException(
                    "a yardstick needs at least " + LEAST_PAIRS + " pairs, got " + pairs.size());
        }
        float[] media = new float[RANDOM_PAIRS];
        float[] text = new float[RANDOM_PAIRS];
        List<Float> across = new ArrayList<>();
        for (int i = 0; i < RANDOM_PAIRS; i++) {
            int one = random.nextInt(pairs.size());
            int other = (one + 1 + random.nextInt(pairs.size() - 1)) % pairs.size();
            media[i] = pairs.get(one).media().cosine(pairs.get(other).media());
            text[i] = pairs.get(one).text().cosine(pairs.get(other).text());
            across.add(pairs.get(one).media().cosine(pairs.get(other).text()));
        }
        List<Float> matched =
                pairs.stream().map(pair -> pair.media().cosine(pair.text())).toList();
        return new Yardstick(
                bounds(media, settings),
                bounds(text, settings),
                LogitScale.fit(matched, across),
                pairs.stream().map(Pair::media).limit(RANKED_AGAINST).toList());
    }

    private static Bounds bounds(float[] cosines, MiningSettings settings) {
        Arrays.sort(cosines);
        return new Bounds(quantile(cosines, settings.low()), quantile(cosines, settings.high()));
    }

    private static float quantile(float[] sorted, double quantile) {
        return sorted[(int) Math.round(quantile * (sorted.length - 1))];
    }

    /** Which part of random media is nearer to the text than its own is, 0 to 1. */
    double nearerThanOwn(Embedding text, double own) {
        long nearer = sample.stream().filter(media -> media.cosine(text) > own).count();
        return (double) nearer / sample.size();
    }
}
