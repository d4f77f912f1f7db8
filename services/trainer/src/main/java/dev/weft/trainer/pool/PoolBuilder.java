package dev.weft.trainer.pool;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.ContrastiveBatch.Negative;
import dev.weft.core.ContrastiveBatch.Pair;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.Modality;
import dev.weft.core.PartKey;
import dev.weft.core.Sha256;
import dev.weft.core.Split;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.MinedNegative;
import dev.weft.learning.MinedNegative.Anchor;
import dev.weft.learning.PairRefusal;
import dev.weft.learning.PairSet;
import dev.weft.learning.Side;
import dev.weft.learning.TrainingData;
import dev.weft.learning.TrainingPair;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.catalog.CatalogEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Joins the catalog's pairs with what the miner found for them. All pairs of the split train take part; those in batches bring their hard negatives and are
 * drawn together with the pairs of their cluster. For one thread and one pool.
 */
public final class PoolBuilder {

    /** Of the hash that decides whether a pair of little weight is drawn. */
    private static final double HASHES = 65_536.0;

    private final Modality modality;
    private final Catalog catalog;
    private final Frozen frozen;
    private final Set<Families> masks = new LinkedHashSet<>();
    private final SequencedMap<String, Integer> queryRows = new LinkedHashMap<>();
    private final SequencedMap<Rows, Mined> pairs = new LinkedHashMap<>();
    private final List<Set<Rows>> clusters = new ArrayList<>();
    private final TreeMap<String, Integer> counts = new TreeMap<>();

    public PoolBuilder(Modality modality, Catalog catalog, Frozen frozen) {
        this.modality = modality;
        this.catalog = catalog;
        this.frozen = frozen;
        for (CatalogEntry entry : catalog.entries()) {
            count("items." + entry.split().wireName());
            if (entry.split() == Split.TRAIN) {
                pairs.put(new Rows(entry.mediaRow(), entry.textRow()), new Mined(entry.family(), new ArrayList<>()));
            }
        }
    }

    /** A pair by the rows of its sides. */
    private record Rows(int media, int text) {}

    /** Two that may hold the same things. */
    private record Families(String first, String second) {}

    private record Mined(String family, List<MinedNegative> negatives) {}

    /** Takes what of the batch can be used, and counts the rest. */
    public void add(ContrastiveBatch batch) {
        count("batches");
        batch.masks()
                .forEach(mask -> masks.add(new Families(
                        batch.pairs().get(mask.first()).family(),
                        batch.pairs().get(mask.second()).family())));
        Map<Integer, Set<Rows>> byCluster = new TreeMap<>();
        for (int i = 0; i < batch.pairs().size(); i++) {
            Pair pair = batch.pairs().get(i);
            Optional<Rows> rows = pair.modality() == modality ? rows(pair) : Optional.empty();
            if (rows.isEmpty()) {
                count("pairs." + BatchRefusal.Reason.MISSING_FEATURE.word());
            } else if (!isOfTrain(pair)) {
                count("pairs." + word(PairRefusal.Reason.FAMILY_NOT_IN_TRAIN));
            } else if (!isDrawn(batch.id(), i, pair.weight())) {
                count("pairs.of_little_weight");
            } else {
                take(rows.get(), pair, negatives(batch, i));
                byCluster
                        .computeIfAbsent(pair.cluster(), _ -> new LinkedHashSet<>())
                        .add(rows.get());
            }
        }
        byCluster.values().stream().filter(cluster -> cluster.size() > 1).forEach(clusters::add);
    }

    private void take(Rows rows, Pair pair, List<MinedNegative> negatives) {
        count("pairs.mined");
        pairs.computeIfAbsent(rows, _ -> new Mined(pair.family(), new ArrayList<>()))
                .negatives()
                .addAll(negatives);
    }

    private Optional<Rows> rows(Pair pair) {
        OptionalInt media = catalog.mediaRow(pair.media());
        OptionalInt text = switch (pair.text()) {
            case TextSide.Caption(PartKey part) -> catalog.textRow(part);
            case TextSide.QueryText(String query) -> OptionalInt.of(queryRow(query));
        };
        return media.isPresent() && text.isPresent()
                ? Optional.of(new Rows(media.getAsInt(), text.getAsInt()))
                : Optional.empty();
    }

    private int queryRow(String query) {
        Integer known = queryRows.get(query);
        if (known != null) {
            return known;
        }
        int row = catalog.texts().rows() + queryRows.size();
        queryRows.put(query, row);
        return row;
    }

    private List<MinedNegative> negatives(ContrastiveBatch batch, int pair) {
        List<MinedNegative> found = new ArrayList<>();
        for (Negative negative : batch.negatives()) {
            if (negative.pair() == pair) {
                boolean isText = negative.modality() == Modality.TEXT;
                OptionalInt row = isText ? catalog.textRow(negative.part()) : catalog.mediaRow(negative.part());
                if (row.isEmpty()) {
                    count("negatives." + BatchRefusal.Reason.MISSING_FEATURE.word());
                } else if (!isOfTrain(negative.part())) {
                    count("negatives." + word(PairRefusal.Reason.FAMILY_NOT_IN_TRAIN));
                } else {
                    count("negatives");
                    found.add(new MinedNegative(
                            isText ? Anchor.LEFT : Anchor.RIGHT, row.getAsInt(), Math.min(1, negative.weight())));
                }
            }
        }
        return found;
    }

    private boolean isOfTrain(Pair pair) {
        return isOfTrain(pair.media())
                && switch (pair.text()) {
                    case TextSide.Caption(PartKey part) -> isOfTrain(part);
                    case TextSide.QueryText _ -> true;
                };
    }

    /** A batch says what an item's family was when it was mined; the item may have got another one since. */
    private boolean isOfTrain(PartKey part) {
        return catalog.split(part.media()).equals(Optional.of(Split.TRAIN));
    }

    /** Whether a pair takes part: as often as its weight says, and the same in every run. */
    private static boolean isDrawn(String batch, int pair, float weight) {
        return Integer.parseInt(Sha256.ofText(batch + "#" + pair).hex().substring(0, 4), 16) / HASHES < weight;
    }

    /** Notes that there are general pairs which can't be learnt from. */
    public void leaveReplayOut() {
        count("replay.of_other_towers");
    }

    /**
     * @param replay general pairs against forgetting
     * @return empty if no pair is left to learn from
     */
    public Optional<TrainingPool> build(Optional<PairSet> replay) {
        Side media = frozen.side(modality, catalog.media());
        Side texts = frozen.side(Modality.TEXT, texts());
        PairSet.Builder builder = PairSet.ofCatalog(media, texts);
        masks.forEach(families -> builder.mask(families.first(), families.second()));
        Map<Rows, Integer> places = new LinkedHashMap<>();
        for (Map.Entry<Rows, Mined> entry : pairs.entrySet()) {
            Rows rows = entry.getKey();
            Mined mined = entry.getValue();
            Optional<PairRefusal> refusal =
                    builder.add(new TrainingPair(mined.family(), rows.media(), rows.text(), mined.negatives()));
            if (refusal.isPresent()) {
                count("pairs." + word(refusal.get().reason()));
            } else {
                places.put(rows, places.size());
            }
        }
        if (places.isEmpty()) {
            return Optional.empty();
        }
        count("pairs", places.size());
        TrainingData data = new TrainingData(builder.build(), clusters(places), replay);
        return Optional.of(new TrainingPool(media, texts, data, validation(), counts));
    }

    private FeatureRows texts() {
        return queryRows.isEmpty()
                ? catalog.texts()
                : new StackedRows(
                        catalog.texts(),
                        FeatureRows.of(frozen.textFeatures(List.copyOf(queryRows.keySet())).stream()
                                .map(feature -> feature.toArray())
                                .toArray(float[][]::new)));
    }

    private List<List<Integer>> clusters(Map<Rows, Integer> places) {
        return clusters.stream()
                .map(cluster -> cluster.stream()
                        .filter(places::containsKey)
                        .map(places::get)
                        .toList())
                .filter(cluster -> cluster.size() > 1)
                .toList();
    }

    private List<TrainingPair> validation() {
        return catalog.entries().stream()
                .filter(entry -> entry.split() == Split.CALIBRATION)
                .map(entry -> new TrainingPair(entry.family(), entry.mediaRow(), entry.textRow()))
                .toList();
    }

    private static String word(PairRefusal.Reason reason) {
        return reason.label().replace('-', '_');
    }

    private void count(String what) {
        count(what, 1);
    }

    private void count(String what, int how) {
        counts.merge(what, how, Integer::sum);
    }
}
