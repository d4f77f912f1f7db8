package dev.weft.mining.negatives;

import dev.weft.core.Anchor;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds captions that are generic or wrong. One sign is chance; two make a caption poor. Not thread-safe. */
final class CaptionQuality {

    /** What speaks against a caption. */
    enum Sign {
        /** Items of many families have it. */
        SHARED,
        /** It is among the nearest to many pictures. */
        HUB,
        /** Its own picture is far from it among random ones. */
        FAR_FROM_ITS_OWN,
        /** A file's name or an article number. */
        NO_LANGUAGE,
        /** It hardly fits its picture, on the calibrated scale. */
        WEAK_MATCH
    }

    private static final int POOR = 2;

    /** An item's variants share a family: as many families with one caption are no chance. */
    private static final int SHARED_BY = 5;

    /** Rank 50 among 1,000. */
    private static final double FAR = 0.05;

    private static final double WEAK = 0.2;

    private static final Pattern FILE =
            Pattern.compile(".*\\.(jpe?g|png|gif|webp|bmp|tiff?|mp[34]|wav|flac|mov|avi)", Pattern.CASE_INSENSITIVE);
    /** One word with a digit in it, as cameras and shops number things. */
    private static final Pattern NUMBER = Pattern.compile("(?=\\S*\\d)[A-Za-z0-9_#/.-]{4,}");

    private final Items items;
    private final Hubs hubs;

    CaptionQuality(Items items, Hubs hubs) {
        this.items = items;
        this.hubs = hubs;
    }

    boolean isPoor(PairView pair, Yardstick yardstick) {
        Optional<String> caption = pair.textItem().equals(pair.anchor().item())
                ? pair.anchor().caption()
                : items.find(pair.textItem()).flatMap(Anchor::caption);
        return caption.isPresent()
                && signs(caption.get(), pair.textItem(), pair.text(), pair.positive(), yardstick)
                                .size()
                        >= POOR;
    }

    boolean isPoor(Candidate candidate, Yardstick yardstick) {
        Optional<String> caption = candidate.known().flatMap(Anchor::caption);
        IndexedItem item = candidate.item();
        if (caption.isEmpty() || item.text().isEmpty() || item.media().isEmpty()) {
            return false;
        }
        Embedding text = item.text().get().vector();
        double own = text.cosine(item.media().get().vector());
        return signs(caption.get(), item.key(), text, own, yardstick).size() >= POOR;
    }

    /** At least those that decide whether the caption is poor. */
    private Set<Sign> signs(String caption, MediaKey item, Embedding text, double own, Yardstick yardstick) {
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        if (items.familiesWith(Captions.normalised(caption)) >= SHARED_BY) {
            signs.add(Sign.SHARED);
        }
        if (hubs.isHub(item)) {
            signs.add(Sign.HUB);
        }
        if (FILE.matcher(caption.strip()).matches()
                || NUMBER.matcher(caption.strip()).matches()) {
            signs.add(Sign.NO_LANGUAGE);
        }
        if (yardstick.scale().probability(own) < WEAK) {
            signs.add(Sign.WEAK_MATCH);
        }
        // Compares with a thousand vectors, so it is asked only where it decides.
        if (signs.size() == POOR - 1 && yardstick.nearerThanOwn(text, own) > FAR) {
            signs.add(Sign.FAR_FROM_ITS_OWN);
        }
        return signs;
    }
}
