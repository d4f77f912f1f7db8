package dev.weft.mining.negatives;

import dev.weft.core.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** All filters, in the order in which they are asked: those that cost nothing first, those that read pictures last. */
final class Filters {

    static final String SAME_CAPTION = "same_caption";
    static final String RANK_WINDOW = "rank_window";
    static final String QUADRANT = "quadrant";
    static final String POSITIVE_MARGIN = "positive_margin";
    static final String POSITIVE_RATIO = "positive_ratio";
    static final String OWNER = "owner";
    static final String POOR_CAPTION = "poor_caption";
    static final String SAME_PICTURE = "same_picture";

    /** What an experiment may leave out: not what the firewall says of the splits. */
    static final Set<String> OPTIONAL = Set.of(
            Firewall.SAME_FAMILY,
            SAME_CAPTION,
            RANK_WINDOW,
            QUADRANT,
            POSITIVE_MARGIN,
            POSITIVE_RATIO,
            OWNER,
            POOR_CAPTION,
            SAME_PICTURE);

    private Filters() {}

    /** Asked of every candidate: a few comparisons each. */
    static List<NegativeFilter> cheap(MiningSettings settings) {
        List<NegativeFilter> all = new ArrayList<>();
        all.add(named(
                SAME_CAPTION,
                (candidate, direction, yardstick) -> candidate
                        .caption()
                        .filter(candidate.pair().caption()::equals)
                        .isPresent()));
        all.add(named(RANK_WINDOW, (candidate, direction, yardstick) -> candidate.deepestRank() < settings.ranks()));
        all.add(named(QUADRANT, Filters::isInNoQuadrant));
        all.add(named(
                POSITIVE_MARGIN,
                (candidate, direction, yardstick) -> isTooNear(candidate, direction, yardstick, settings.margin())));
        all.add(named(
                POSITIVE_RATIO,
                (candidate, direction, yardstick) ->
                        candidate.looks() > settings.ratio() || candidate.reads() > settings.ratio()));
        // A candidate whose own other half fits the pair as well as the pair fits itself is the same thing, whatever
        // this half says (SaHa).
        all.add(named(
                OWNER,
                (candidate, direction, yardstick) -> isTooNear(
                        candidate, direction == Direction.TEXT ? Direction.MEDIA : Direction.TEXT, yardstick, 0)));
        return without(settings, all);
    }

    /** Asked of what would be drawn: they read pictures and compare with many. */
    static List<NegativeFilter> dear(MiningSettings settings, CaptionQuality quality, PictureHashes pictures) {
        return without(
                settings,
                List.of(
                        named(POOR_CAPTION, (candidate, direction, yardstick) -> quality.isPoor(candidate, yardstick)),
                        named(
                                SAME_PICTURE,
                                (candidate, direction, yardstick) ->
                                        isSamePicture(candidate, yardstick, pictures, settings.hashDistance()))));
    }

    /** Those found by their words lie in no quadrant by right: they only must not be the same thing. */
    private static boolean isInNoQuadrant(Candidate candidate, Direction direction, Yardstick yardstick) {
        Quadrant quadrant = Quadrant.of(candidate.looks(), candidate.reads(), yardstick);
        return candidate.isFoundByWordsOnly()
                ? quadrant == Quadrant.DUPLICATE
                : quadrant.source().isEmpty();
    }

    private static boolean isTooNear(Candidate candidate, Direction direction, Yardstick yardstick, double margin) {
        if (candidate.part(direction).isEmpty()) {
            return false;
        }
        double negative = yardstick.scale().logit(candidate.across(direction));
        return negative >= yardstick.scale().logit(candidate.pair().positive()) - margin;
    }

    /** Pictures that don't look alike to the model are not compared: reading them costs most of all. */
    private static boolean isSamePicture(
            Candidate candidate, Yardstick yardstick, PictureHashes pictures, int distance) {
        if (!yardstick.media().alike(candidate.looks())) {
            return false;
        }
        OptionalInt found = pictures.distance(
                candidate.pair().anchor().picture(), candidate.known().flatMap(Anchor::picture));
        return found.isPresent() && found.getAsInt() <= distance;
    }

    private static List<NegativeFilter> without(MiningSettings settings, List<NegativeFilter> all) {
        return all.stream()
                .filter(filter -> !settings.without().contains(filter.name()))
                .toList();
    }

    private static NegativeFilter named(String name, Rule rule) {
        return new NegativeFilter() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean drops(Candidate candidate, Direction direction, Yardstick yardstick) {
                return rule.drops(candidate, direction, yardstick);
            }
        };
    }

    @FunctionalInterface
    private interface Rule {
        boolean drops(Candidate candidate, Direction direction, Yardstick yardstick);
    }
}
