package dev.weft.benchmarks.mining;

import dev.weft.core.Anchor;
import dev.weft.core.Attributes;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.PartKey;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.core.Split;
import dev.weft.core.TenantId;
import dev.weft.mining.negatives.Captions;
import dev.weft.mining.negatives.Confusables;
import dev.weft.mining.negatives.Items;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.lucene.CaptionIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Items with vectors, as a store and the miner know them. Items that are not for training are in the store only. */
public final class Catalog implements Items, Confusables, AutoCloseable {

    public static final ReleaseId RELEASE = new ReleaseId("catalog", 1);
    private static final int BATCH = 500;

    private final Map<MediaKey, Anchor> known = new LinkedHashMap<>();
    private final Map<String, Set<String>> families = new HashMap<>();
    private final CaptionIndex captions = CaptionIndex.inMemory();
    private final VectorStore store;
    private final List<Mutation> waiting = new ArrayList<>();

    /** An empty one with its collection in the store. */
    public Catalog(VectorStore store, int dimension) {
        this.store = store;
        store.createCollection(new CollectionSchema(RELEASE, dimension));
    }

    /** @param picture claim check of the item's picture, if it is to be hashed */
    public void add(
            String id, String family, String caption, Optional<StoredObject> picture, Embedding image, Embedding text) {
        MediaKey key = MediaKey.of("default", id);
        waiting.add(new Mutation.Put(
                key,
                1,
                RELEASE,
                family,
                Attributes.NONE,
                List.of(
                        new VectorRow("image", Modality.IMAGE, Sha256.ofText(id), image),
                        new VectorRow("caption", Modality.TEXT, Sha256.ofText(caption), text))));
        if (waiting.size() == BATCH) {
            write();
        }
        if (Split.of(family) == Split.TRAIN) {
            String normalised = Captions.normalised(caption);
            known.put(key, anchor(key, family, caption, picture));
            families.computeIfAbsent(normalised, any -> new HashSet<>()).add(family);
            captions.put("default", key.toString(), normalised);
        }
    }

    /** Writes what waits to be written together. */
    public void write() {
        store.apply(RELEASE.collection(), List.copyOf(waiting));
        waiting.clear();
    }

    private static Anchor anchor(MediaKey key, String family, String caption, Optional<StoredObject> picture) {
        return new Anchor(
                key.toString(),
                key,
                1,
                "image",
                Modality.IMAGE,
                new TextSide.Caption(new PartKey(key, "caption")),
                Optional.of(caption),
                family,
                picture,
                List.of(),
                Anchor.Origin.ITEM,
                Instant.EPOCH);
    }

    /** One for each item that is for training. */
    public List<Anchor> anchors() {
        return List.copyOf(known.values());
    }

    @Override
    public Optional<Anchor> find(MediaKey item) {
        return Optional.ofNullable(known.get(item));
    }

    @Override
    public List<Anchor> sample(int wanted) {
        int step = Math.max(1, known.size() / wanted);
        List<Anchor> all = anchors();
        List<Anchor> sample = new ArrayList<>();
        for (int i = 0; i < all.size() && sample.size() < wanted; i += step) {
            sample.add(all.get(i));
        }
        return sample;
    }

    @Override
    public int familiesWith(String normalisedCaption) {
        return families.getOrDefault(normalisedCaption, Set.of()).size();
    }

    @Override
    public List<MediaKey> alike(TenantId tenant, String caption, int limit) {
        return captions.alike(tenant.value(), caption, limit).stream()
                .map(MediaKey::parse)
                .toList();
    }

    @Override
    public void close() {
        captions.close();
    }
}
