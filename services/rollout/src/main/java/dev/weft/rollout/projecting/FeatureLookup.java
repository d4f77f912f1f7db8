package dev.weft.rollout.projecting;

import dev.weft.core.Feature;
import dev.weft.core.FeatureKey;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartKey;
import dev.weft.core.Refusal;
import dev.weft.core.Release;
import dev.weft.core.Stage;
import dev.weft.rollout.features.FeatureTable;
import dev.weft.rollout.features.FoundFeature;
import dev.weft.rollout.features.ReleaseFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the features that an item's vectors were made of. Safe for use by several threads. */
final class FeatureLookup {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final FeatureTable table;
    private final ReleaseFeatures stored;
    private final Release release;

    FeatureLookup(FeatureTable table, Release release) {
        this.table = table;
        this.stored = new ReleaseFeatures(table, release);
        this.release = release;
    }

    /** What was found for an item. */
    sealed interface Result {}

    /** @param features one per part, in the order of the parts */
    record Found(List<Feature> features) implements Result {}

    record Superseded() implements Result {}

    /** There are features of this version, and they are of other towers than the release's. */
    record Foreign(Refusal refusal) implements Result {}

    record Refused(Refusal refusal) implements Result {}

    /**
     * Looks all items up at once. What isn't there is looked for again when the table has read all that is committed by now: an item's features are
     * committed with its vectors.
     *
     * @throws TimeoutException if the table can't be read to the end in time: nothing is known of these items then
     */
    List<Result> find(List<Source.Item> items) throws TimeoutException, InterruptedException {
        List<Result> results = look(items);
        if (results.stream().anyMatch(Refused.class::isInstance)) {
            table.awaitEnd(READ_TIMEOUT);
            results = look(items);
        }
        return results;
    }

    /** The keys under which features of the release's towers are stored beside the embedder's, of the parts that the gateway makes. */
    List<FeatureKey> madeOf(MediaKey item) {
        List<FeatureKey> keys = Stream.of(
                        new PartOfTower(Part.IMAGE, Modality.IMAGE), new PartOfTower(Part.CAPTION, Modality.TEXT))
                .flatMap(part -> Optional.ofNullable(release.contents().towers().get(part.modality())).stream()
                        .map(tower -> new FeatureKey(new PartKey(item, part.name()), tower)))
                .toList();
        List<FoundFeature> found = table.findOf(keys);
        return IntStream.range(0, keys.size())
                .filter(i -> found.get(i) instanceof FoundFeature.Present)
                .mapToObj(keys::get)
                .toList();
    }

    private record PartOfTower(String name, Modality modality) {}

    private List<Result> look(List<Source.Item> items) {
        List<PartKey> keys = items.stream()
                .flatMap(item -> item.vectors().parts().stream()
                        .map(part -> new PartKey(item.vectors().key(), part.part())))
                .toList();
        List<FoundFeature> found = table.find(keys);
        List<Result> results = new ArrayList<>(items.size());
        int next = 0;
        for (Source.Item item : items) {
            int parts = item.vectors().parts().size();
            Result own = judge(item.vectors(), found.subList(next, next + parts));
            results.add(own instanceof Foreign foreign ? beside(item.vectors()).orElse(foreign) : own);
            next += parts;
        }
        return results;
    }

    /** What the release's towers made of the same version before. */
    private Optional<Result> beside(MediaEmbedded.Vectors item) {
        List<Optional<Feature>> made = stored.find(item.parts().stream()
                .map(part -> new ReleaseFeatures.Wanted(new PartKey(item.key(), part.part()), part.modality()))
                .toList());
        boolean all = made.stream()
                .allMatch(feature -> feature.filter(one -> one.mediaVersion() == item.mediaVersion())
                        .isPresent());
        return all
                ? Optional.of(new Found(made.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    /** An item that has something newer needs nothing: whatever else is wrong with its older parts does not matter then. */
    private Result judge(MediaEmbedded.Vectors item, List<FoundFeature> found) {
        List<Feature> features = new ArrayList<>();
        Optional<Refusal> refusal = Optional.empty();
        Optional<Refusal> foreign = Optional.empty();
        for (int i = 0; i < found.size(); i++) {
            MediaEmbedded.PartVector part = item.parts().get(i);
            switch (found.get(i)) {
                case FoundFeature.Cleared _ -> {
                    return new Superseded();
                }
                case FoundFeature.Absent _ ->
                    refusal = Optional.of(refusal(Reasons.MISSING_FEATURE, item, part, "there is none"));
                case FoundFeature.Unreadable unreadable ->
                    refusal = Optional.of(refusal(Reasons.UNREADABLE_FEATURE, item, part, unreadable.why()));
                case FoundFeature.Present present -> {
                    if (present.feature().mediaVersion() > item.mediaVersion()) {
                        return new Superseded();
                    }
                    refusal = refusal.or(() -> tooOld(present.feature(), item, part));
                    foreign = foreign.or(() -> ofOtherTower(present.feature(), item, part));
                    features.add(present.feature());
                }
            }
        }
        Optional<Result> ofOthers = foreign.map(Foreign::new);
        return refusal.<Result>map(Refused::new).or(() -> ofOthers).orElseGet(() -> new Found(features));
    }

    private Optional<Refusal> tooOld(Feature feature, MediaEmbedded.Vectors item, MediaEmbedded.PartVector part) {
        if (feature.mediaVersion() < item.mediaVersion()) {
            return Optional.of(refusal(
                    Reasons.OLD_FEATURE,
                    item,
                    part,
                    "the newest is of version " + feature.mediaVersion() + ", and the vectors of "
                            + item.mediaVersion()));
        }
        return Optional.empty();
    }

    private Optional<Refusal> ofOtherTower(Feature feature, MediaEmbedded.Vectors item, MediaEmbedded.PartVector part) {
        String tower = release.contents().towers().get(part.modality());
        if (feature.modality() != part.modality() || !feature.towerId().equals(tower)) {
            return Optional.of(refusal(
                    Reasons.WRONG_TOWER,
                    item,
                    part,
                    "it is of tower " + feature.towerId() + ", and the heads are for " + tower));
        }
        return Optional.empty();
    }

    private Refusal refusal(String reason, MediaEmbedded.Vectors item, MediaEmbedded.PartVector part, String detail) {
        return new Refusal(
                Stage.EMBED,
                reason,
                new IllegalArgumentException(
                        release.id() + " needs a feature of " + new PartKey(item.key(), part.part()) + ": " + detail));
    }
}
