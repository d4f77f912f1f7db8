package dev.weft.learning;

import dev.weft.core.Split;
import dev.weft.learning.PairRefusal.Reason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Pairs that may be learnt from. There is no way to make one but through its {@link Builder}, which lets no pair in whose family is not in the split
 * train: a leak is refused here even if whoever sent the pair was wrong. Immutable.
 */
public final class PairSet {

    private final Side left;
    private final Side right;
    private final List<TrainingPair> pairs;
    private final SortedMap<String, SortedSet<String>> masks;

    private PairSet(Side left, Side right, List<TrainingPair> pairs, SortedMap<String, SortedSet<String>> masks) {
        this.left = left;
        this.right = right;
        this.pairs = List.copyOf(pairs);
        SortedMap<String, SortedSet<String>> copies = new TreeMap<>();
        masks.forEach((family, others) -> copies.put(family, Collections.unmodifiableSortedSet(new TreeSet<>(others))));
        this.masks = Collections.unmodifiableSortedMap(copies);
    }

    /** For pairs of the catalog: only families in the split train are let in. */
    public static Builder ofCatalog(Side left, Side right) {
        return new Builder(left, right, true);
    }

    /** For general pairs that are replayed and belong to no catalog: their families have no split. */
    public static Builder ofGeneralPairs(Side left, Side right) {
        return new Builder(left, right, false);
    }

    public Side left() {
        return left;
    }

    public Side right() {
        return right;
    }

    public List<TrainingPair> pairs() {
        return pairs;
    }

    /** By family the others whose pairs are no negatives of its own. */
    public SortedMap<String, SortedSet<String>> masks() {
        return masks;
    }

    /** Checks pairs one by one. Not safe for use by several threads. */
    public static final class Builder {

        private final Side left;
        private final Side right;
        private final boolean bySplit;
        private final RowCheck leftRows;
        private final RowCheck rightRows;
        private final List<TrainingPair> pairs = new ArrayList<>();
        private final SortedMap<String, SortedSet<String>> masks = new TreeMap<>();

        private Builder(Side left, Side right, boolean bySplit) {
            this.left = left;
            this.right = right;
            this.bySplit = bySplit;
            leftRows = new RowCheck(left);
            rightRows = new RowCheck(right);
        }

        /** Takes the pair, or says why not. */
        public Optional<PairRefusal> add(TrainingPair pair) {
            Optional<PairRefusal> refusal = refusalOf(pair);
            if (refusal.isEmpty()) {
                pairs.add(pair);
            }
            return refusal;
        }

        /**
         * The families may hold the same things, so that their pairs are no negatives of each other. That goes for these two and no others: what is like a
         * family that is like a third may well differ from the third.
         */
        public void mask(String first, String second) {
            masks.computeIfAbsent(first, _ -> new TreeSet<>()).add(second);
            masks.computeIfAbsent(second, _ -> new TreeSet<>()).add(first);
        }

        private Optional<PairRefusal> refusalOf(TrainingPair pair) {
            if (bySplit && Split.of(pair.family()) != Split.TRAIN) {
                return Optional.of(new PairRefusal(
                        Reason.FAMILY_NOT_IN_TRAIN,
                        "a pair's family must be in the split train, got one in "
                                + Split.of(pair.family()).wireName()));
            }
            return leftRows.refusalOf(pair.left())
                    .or(() -> rightRows.refusalOf(pair.right()))
                    .or(() -> pair.mined().stream()
                            .map(negative -> opposite(negative).refusalOf(negative.row()))
                            .flatMap(Optional::stream)
                            .findFirst());
        }

        private RowCheck opposite(MinedNegative negative) {
            return switch (negative.anchor()) {
                case LEFT -> rightRows;
                case RIGHT -> leftRows;
            };
        }

        /** @throws IllegalArgumentException if no pair was let in */
        public PairSet build() {
            if (pairs.isEmpty()) {
                throw new IllegalArgumentException("a set of pairs must have at least 1, got 0");
            }
            return new PairSet(left, right, pairs, masks);
        }
    }

    /** Looks at each row once. */
    private static final class RowCheck {

        private final Side side;
        private final BitSet good = new BitSet();

        RowCheck(Side side) {
            this.side = side;
        }

        Optional<PairRefusal> refusalOf(int row) {
            if (row < 0 || row >= side.features().rows()) {
                return Optional.of(new PairRefusal(
                        Reason.MISSING_FEATURE,
                        "a row must be 0 to " + (side.features().rows() - 1) + " of " + side.modality() + ", got "
                                + row));
            }
            if (!good.get(row)) {
                if (!isFinite(side.features(), row)
                        || side.base().filter(base -> !isFinite(base, row)).isPresent()) {
                    return Optional.of(new PairRefusal(
                            Reason.NOT_FINITE,
                            "a feature must be of finite numbers, got others in row " + row + " of "
                                    + side.modality()));
                }
                good.set(row);
            }
            return Optional.empty();
        }

        private static boolean isFinite(FeatureRows rows, int row) {
            float[] vector = rows.gather(new int[] {row});
            for (float value : vector) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
            return true;
        }
    }
}
