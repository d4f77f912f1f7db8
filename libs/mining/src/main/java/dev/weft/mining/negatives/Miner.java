package dev.weft.mining.negatives;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch.Source;
import dev.weft.core.MediaKey;
import dev.weft.core.ReleaseId;
import dev.weft.vectorstore.VectorStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Finds negatives for anchors in the live index of one release. Blocks on the store; not thread-safe. */
public final class Miner {

    /** About 40 MB of vectors of 256 numbers. */
    private static final int REMEMBERED_ITEMS = 20_000;

    /** A click is a weak sign: about every second one is meant. */
    private static final float CLICK_WEIGHT = 0.5f;

    private final MiningSettings settings;
    private final Sources sources;
    private final MiningObserver observer;
    private final IndexedItems index;
    private final Searches searches;
    private final Hubs hubs = new Hubs();
    private final CaptionQuality quality;
    private final Draw draw;
    private final Audit audit;

    /** Where the miner asks. */
    public record Sources(VectorStore store, Items items, Confusables confusables, PictureHashes pictures) {}

    /**
     * @param release whose collection is asked
     * @param auditShare which part of the anchors is told of in full, 0 to 1
     */
    public Miner(
            ReleaseId release, MiningSettings settings, double auditShare, Sources sources, MiningObserver observer) {
        this.settings = settings;
        this.sources = sources;
        this.observer = observer;
        this.index = new IndexedItems(sources.store(), release, REMEMBERED_ITEMS);
        this.searches = new Searches(sources.store(), release.collection(), settings.hits());
        this.quality = new CaptionQuality(sources.items(), hubs);
        this.draw = new Draw(Filters.cheap(settings), Filters.dear(settings, quality, sources.pictures()), settings);
        this.audit = new Audit(release, settings.hash(), auditShare);
    }

    /** Measures what is alike in the release on random items, so many at most; empty while there are too few. */
    public Optional<Yardstick> measure(int wanted, Random random) {
        List<Anchor> sample = sources.items().sample(wanted);
        Map<MediaKey, IndexedItem> rows =
                index.find(sample.stream().map(Anchor::item).toList(), Map.of());
        List<Yardstick.Pair> pairs = new ArrayList<>();
        for (Anchor anchor : sample) {
            IndexedItem item = rows.get(anchor.item());
            if (item != null && item.media().isPresent() && item.text().isPresent()) {
                pairs.add(new Yardstick.Pair(
                        item.media().get().vector(), item.text().get().vector()));
            }
        }
        return pairs.size() < Yardstick.LEAST_PAIRS
                ? Optional.empty()
                : Optional.of(Yardstick.measure(pairs, settings, random));
    }

    /**
     * Mines anchors together.
     *
     * @param yardstick of the release; without one, pairs get no negatives but those of feedback
     * @param snapshotAt when the index is asked: now
     */
    public Mined mine(List<Anchor> anchors, Optional<Yardstick> yardstick, Instant snapshotAt) {
        Sorting sorted = Sorting.of(anchors, index, sources.items());
        Uses uses = new Uses();
        List<MinedPair> pairs = new ArrayList<>();
        for (Anchor anchor : sorted.queries()) {
            pairs.add(ofQuery(anchor, sorted.rows()));
        }
        List<List<Candidate>> candidates = yardstick.isPresent() ? candidates(sorted.views()) : List.of();
        for (int i = 0; i < sorted.views().size(); i++) {
            PairView view = sorted.views().get(i);
            List<MinedPair.Negative> negatives = new ArrayList<>(
                    judged(view.anchor(), view.owners(), EnumSet.allOf(Direction.class), sorted.rows()));
            if (yardstick.isPresent()) {
                negatives.addAll(negatives(view, candidates.get(i), yardstick.get(), snapshotAt));
            }
            uses.count(negatives);
            pairs.add(new MinedPair(
                    view.anchor(),
                    Optional.of(new Yardstick.Pair(view.media(), view.text())),
                    Optional.of(view.caption()),
                    weight(view, yardstick),
                    negatives));
        }
        observer.hubShare(uses.hubShare());
        return new Mined(pairs, sorted.waiting(), sorted.outdated(), audit.take());
    }

    private List<List<Candidate>> candidates(List<PairView> views) {
        List<Searches.Found> found = searches.of(views);
        List<List<MediaKey>> alike = new ArrayList<>();
        Map<MediaKey, Long> versions = new HashMap<>();
        Set<MediaKey> keys = new LinkedHashSet<>();
        for (int i = 0; i < views.size(); i++) {
            hubs.saw(found.get(i).nearestTexts());
            alike.add(confusables(views.get(i)));
            keys.addAll(found.get(i).places().keySet());
            keys.addAll(alike.get(i));
            found.get(i).versions().forEach((key, version) -> versions.merge(key, version, Math::max));
        }
        Map<MediaKey, IndexedItem> items = index.find(keys, versions);
        List<List<Candidate>> candidates = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            candidates.add(candidates(views.get(i), found.get(i), alike.get(i), items));
        }
        return candidates;
    }

    private List<MediaKey> confusables(PairView view) {
        return settings.confusables() == 0 || view.caption().isEmpty()
                ? List.of()
                : sources.confusables().alike(view.anchor().item().tenant(), view.caption(), settings.confusables());
    }

    private List<Candidate> candidates(
            PairView view, Searches.Found found, List<MediaKey> alike, Map<MediaKey, IndexedItem> items) {
        Set<MediaKey> keys = new LinkedHashSet<>(found.places().keySet());
        keys.addAll(alike);
        List<Candidate> candidates = new ArrayList<>();
        for (MediaKey key : keys) {
            IndexedItem item = items.get(key);
            // Deleted between the search and now.
            if (item != null) {
                candidates.add(new Candidate(
                        view, item, sources.items().find(key), found.places().getOrDefault(key, Map.of())));
            }
        }
        return candidates;
    }

    private List<MinedPair.Negative> negatives(
            PairView view, List<Candidate> candidates, Yardstick yardstick, Instant snapshotAt) {
        Random random = new Random(31L * view.anchor().id().hashCode() + snapshotAt.toEpochMilli());
        candidates.forEach(candidate -> observer.found(Quadrant.of(candidate.looks(), candidate.reads(), yardstick)));
        Draw.Outcome texts = draw.draw(candidates, Direction.TEXT, yardstick, random);
        Draw.Outcome media = draw.draw(candidates, Direction.MEDIA, yardstick, random);
        List<MinedPair.Negative> negatives = new ArrayList<>();
        negatives.addAll(kept(view, texts, Direction.TEXT, yardstick));
        negatives.addAll(kept(view, media, Direction.MEDIA, yardstick));
        observer.mined(texts.kept().size(), media.kept().size());
        audit.saw(view, texts.verdicts(), media.verdicts(), snapshotAt);
        return negatives;
    }

    private List<MinedPair.Negative> kept(
            PairView view, Draw.Outcome outcome, Direction direction, Yardstick yardstick) {
        tell(outcome);
        List<MinedPair.Negative> negatives = new ArrayList<>();
        for (Candidate kept : outcome.kept()) {
            Source source = Draw.source(kept, yardstick);
            negatives.add(MinedPair.Negative.of(kept.item(), direction, source));
            observer.kept(
                    source,
                    yardstick.scale().logit(view.positive()) - yardstick.scale().logit(kept.across(direction)));
        }
        return negatives;
    }

    private void tell(Draw.Outcome outcome) {
        Map<String, Integer> drops = new HashMap<>();
        outcome.verdicts().values().forEach(verdict -> drops.merge(verdict, 1, Integer::sum));
        drops.remove(Draw.KEPT);
        drops.remove(Draw.SPARE);
        drops.forEach(observer::dropped);
    }

    /** What feedback called not relevant: asked is only whether it may be learned from. */
    private List<MinedPair.Negative> judged(
            Anchor anchor, Firewall.Owners owners, Set<Direction> directions, Map<MediaKey, IndexedItem> rows) {
        List<MinedPair.Negative> negatives = new ArrayList<>();
        for (MediaKey key : anchor.unrelated()) {
            IndexedItem item = rows.get(key);
            if (item != null) {
                for (Direction direction : directions) {
                    Firewall.against(item, direction, owners, Set.of())
                            .ifPresentOrElse(
                                    name -> observer.dropped(name, 1),
                                    () -> negatives.add(MinedPair.Negative.of(item, direction, Source.FEEDBACK)));
                }
            }
        }
        return negatives;
    }

    /** The results of a query that did not fit it are set against its text; nothing is known of how they lie to the media. */
    private MinedPair ofQuery(Anchor anchor, Map<MediaKey, IndexedItem> rows) {
        Firewall.Owners owners = new Firewall.Owners(anchor.item(), anchor.family(), anchor.item(), anchor.family());
        return new MinedPair(
                anchor,
                Optional.empty(),
                anchor.caption().map(Captions::normalised),
                byOrigin(anchor),
                judged(anchor, owners, EnumSet.of(Direction.MEDIA), rows));
    }

    private float weight(PairView view, Optional<Yardstick> yardstick) {
        if (yardstick.isPresent() && quality.isPoor(view, yardstick.get())) {
            observer.poorCaption();
            return settings.poorWeight();
        }
        return byOrigin(view.anchor());
    }

    private static float byOrigin(Anchor anchor) {
        return anchor.origin() == Anchor.Origin.CLICKED ? CLICK_WEIGHT : 1;
    }
}
