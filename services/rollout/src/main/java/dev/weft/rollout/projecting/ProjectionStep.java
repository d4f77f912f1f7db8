package dev.weft.rollout.projecting;

import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.Modality;
import dev.weft.core.Refusal;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.events.EventCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes the vectors of a release of a batch of records: one run of a head for each modality. Safe for use by several threads. */
final class ProjectionStep {

    private final ReleaseId release;
    private final EventCodec<MediaEmbedded> codec;
    private final FeatureLookup lookup;
    private final Optional<TowerChange> towers;
    private final Projection projection;

    /** @param towers for items whose features are of other towers; without, these are refused */
    ProjectionStep(
            ReleaseId release,
            EventCodec<MediaEmbedded> codec,
            FeatureLookup lookup,
            Optional<TowerChange> towers,
            Projection projection) {
        this.release = release;
        this.codec = codec;
        this.lookup = lookup;
        this.towers = towers;
        this.projection = projection;
    }

    /**
     * @return one outcome per record, in the same order
     * @throws TimeoutException if the features can't be read now
     * @throws IOException if media can't be read now
     */
    List<Projected> project(List<ConsumerRecord<byte[], byte[]>> records)
            throws TimeoutException, InterruptedException, IOException {
        List<Source> sources = records.stream()
                .map(record -> Source.of(record, codec, release))
                .toList();
        List<Source.Item> items = sources.stream()
                .filter(Source.Item.class::isInstance)
                .map(Source.Item.class::cast)
                .toList();
        IdentityHashMap<Source.Item, Projected> made = items(items);
        List<Projected> outcomes = new ArrayList<>(sources.size());
        for (Source source : sources) {
            outcomes.add(
                    switch (source) {
                        case Source.Other other -> new Projected.Skipped(other.why());
                        case Source.Deletion deletion ->
                            new Projected.Deleted(
                                    deletion, lookup.madeOf(deletion.deleted().key()));
                        case Source.Item item -> Objects.requireNonNull(made.get(item));
                    });
        }
        return outcomes;
    }

    private IdentityHashMap<Source.Item, Projected> items(List<Source.Item> items)
            throws TimeoutException, InterruptedException, IOException {
        if (items.isEmpty()) {
            return new IdentityHashMap<>();
        }
        List<FeatureLookup.Result> results = lookup.find(items);
        IdentityHashMap<Source.Item, Projected> outcomes = new IdentityHashMap<>();
        IdentityHashMap<Source.Item, Ingredients> found = new IdentityHashMap<>();
        List<Source.Item> order = new ArrayList<>();
        List<Source.Item> foreign = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Source.Item item = items.get(i);
            switch (results.get(i)) {
                case FeatureLookup.Superseded _ -> outcomes.put(item, new Projected.Skipped(Source.Why.SUPERSEDED));
                case FeatureLookup.Refused refused ->
                    outcomes.put(item, new Projected.Refused(item, refused.refusal()));
                case FeatureLookup.Foreign other -> {
                    if (towers.isPresent()) {
                        foreign.add(item);
                    } else {
                        outcomes.put(item, new Projected.Refused(item, other.refusal()));
                    }
                }
                case FeatureLookup.Found all -> {
                    found.put(item, Ingredients.stored(item.vectors(), all.features()));
                    order.add(item);
                }
            }
        }
        if (towers.isPresent() && !foreign.isEmpty()) {
            made(towers.get(), foreign, found, outcomes);
            order.addAll(foreign.stream().filter(found::containsKey).toList());
        }
        outcomes.putAll(projected(order, found));
        return outcomes;
    }

    private static void made(
            TowerChange change,
            List<Source.Item> items,
            IdentityHashMap<Source.Item, Ingredients> found,
            IdentityHashMap<Source.Item, Projected> outcomes)
            throws TimeoutException, InterruptedException, IOException {
        List<TowerChange.Result> results =
                change.make(items.stream().map(Source.Item::vectors).toList());
        for (int i = 0; i < items.size(); i++) {
            Source.Item item = items.get(i);
            switch (results.get(i)) {
                case TowerChange.Made made -> found.put(item, made.ingredients());
                case TowerChange.Superseded _ -> outcomes.put(item, new Projected.Skipped(Source.Why.SUPERSEDED));
                case TowerChange.Refused refused -> outcomes.put(item, new Projected.Refused(item, refused.refusal()));
            }
        }
    }

    /** One that a head can't take must not keep its neighbours out: the batch is halved until it is alone. */
    private IdentityHashMap<Source.Item, Projected> projected(
            List<Source.Item> items, IdentityHashMap<Source.Item, Ingredients> found) {
        IdentityHashMap<Source.Item, Projected> outcomes = new IdentityHashMap<>();
        if (items.isEmpty()) {
            return outcomes;
        }
        try {
            run(items, found, outcomes);
        } catch (RuntimeException e) {
            if (items.size() == 1) {
                Source.Item item = items.getFirst();
                outcomes.put(item, new Projected.Refused(item, new Refusal(Stage.EMBED, Reasons.PROJECTION_FAILED, e)));
                return outcomes;
            }
            int half = items.size() / 2;
            outcomes.putAll(projected(items.subList(0, half), found));
            outcomes.putAll(projected(items.subList(half, items.size()), found));
            if (outcomes.values().stream().allMatch(Projected.Refused.class::isInstance)) {
                // Not one of them is to blame: nothing is said of them, and they come again.
                throw e;
            }
        }
        return outcomes;
    }

    private void run(
            List<Source.Item> items,
            IdentityHashMap<Source.Item, Ingredients> found,
            IdentityHashMap<Source.Item, Projected> outcomes) {
        Map<Modality, List<Embedding>> inputs = new EnumMap<>(Modality.class);
        for (Source.Item item : items) {
            for (Feature feature : ingredients(found, item).features()) {
                inputs.computeIfAbsent(feature.modality(), _ -> new ArrayList<>())
                        .add(feature.vector());
            }
        }
        Map<Modality, List<Embedding>> outputs = new EnumMap<>(Modality.class);
        inputs.forEach((modality, all) -> outputs.put(modality, projection.project(modality, all)));
        Map<Modality, Integer> next = new EnumMap<>(Modality.class);
        for (Source.Item item : items) {
            Ingredients from = ingredients(found, item);
            List<Embedding> made = new ArrayList<>();
            for (Feature feature : from.features()) {
                int row = next.merge(feature.modality(), 1, Integer::sum) - 1;
                made.add(outputs.getOrDefault(feature.modality(), List.of()).get(row));
            }
            outcomes.put(
                    item,
                    new Projected.Done(
                            item,
                            vectors(item.vectors(), from.parts(made)),
                            from.made() ? from.features() : List.of()));
        }
    }

    private static Ingredients ingredients(IdentityHashMap<Source.Item, Ingredients> found, Source.Item item) {
        return Optional.ofNullable(found.get(item)).orElseThrow();
    }

    private MediaEmbedded.Vectors vectors(MediaEmbedded.Vectors of, List<MediaEmbedded.PartVector> parts) {
        return new MediaEmbedded.Vectors(
                of.key(),
                of.mediaVersion(),
                release,
                of.family(),
                of.attributes(),
                parts,
                of.occurredAt(),
                of.importId());
    }
}
