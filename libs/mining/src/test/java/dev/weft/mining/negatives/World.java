package dev.weft.mining.negatives;

import dev.weft.core.Anchor;
import dev.weft.core.Attributes;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.PartKey;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.core.Split;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A catalog of which the truth is known: each item has a meaning and a look. A picture shows both, a caption says the meaning and its topic. Thus pictures of
 * one look are alike whatever they mean, and captions of one topic read alike whatever is seen.
 */
public final class World implements Items {

    public static final ReleaseId RELEASE = new ReleaseId("catalog", 1);
    static final int DIMENSION = 64;
    private static final int LOOKS = 25;
    private static final int TOPICS = 40;

    private final Random random;
    private final Map<Integer, float[]> meanings = new HashMap<>();
    private final List<float[]> looks = new ArrayList<>();
    private final List<float[]> topics = new ArrayList<>();
    private final Map<MediaKey, Item> items = new LinkedHashMap<>();
    private final Map<String, Set<String>> families = new HashMap<>();

    /**
     * @param shown what its picture means
     * @param said what its caption means: the same, unless the caption is wrong
     */
    public record Item(Anchor anchor, int shown, int said, Embedding image, Embedding text, String family) {
        public MediaKey key() {
            return anchor.item();
        }
    }

    public World(long seed) {
        random = new Random(seed);
        for (int i = 0; i < LOOKS; i++) {
            looks.add(direction());
        }
        for (int i = 0; i < TOPICS; i++) {
            topics.add(direction());
        }
    }

    /** An item whose family is for training, whatever is in its name. */
    public Item add(String id, int shown, int said, String caption) {
        return add(id, trainFamily(id), shown, said, caption);
    }

    public Item add(String id, String family, int shown, int said, String caption) {
        MediaKey key = MediaKey.of("default", id);
        Embedding image = blend(meaning(shown), 0.75, looks.get(random.nextInt(LOOKS)), 0.6);
        Embedding text = blend(meaning(said), 0.8, topics.get(said % TOPICS), 0.55);
        Item item = new Item(anchor(key, family, caption), shown, said, image, text, family);
        items.put(key, item);
        families.computeIfAbsent(Captions.normalised(caption), any -> new HashSet<>())
                .add(family);
        return item;
    }

    private static Anchor anchor(MediaKey key, String family, String caption) {
        return new Anchor(
                key.toString(),
                key,
                1,
                "image",
                Modality.IMAGE,
                new TextSide.Caption(new PartKey(key, "caption")),
                Optional.of(caption),
                // An anchor of another split can't be made; such an item has none.
                Split.of(family) == Split.TRAIN ? family : trainFamily(key.id().value()),
                Optional.empty(),
                List.of(),
                Anchor.Origin.ITEM,
                Instant.EPOCH);
    }

    static String trainFamily(String id) {
        for (int i = 0; ; i++) {
            String family = "family-" + id + "-" + i;
            if (Split.of(family) == Split.TRAIN) {
                return family;
            }
        }
    }

    /** Writes all items. */
    public void into(VectorStore store) {
        store.createCollection(new CollectionSchema(RELEASE, DIMENSION));
        List<Mutation> puts = new ArrayList<>();
        for (Item item : items.values()) {
            puts.add(new Mutation.Put(
                    item.key(),
                    1,
                    RELEASE,
                    item.family(),
                    Attributes.NONE,
                    List.of(
                            new VectorRow("image", Modality.IMAGE, Sha256.ofText(item.key() + "i"), item.image()),
                            new VectorRow("caption", Modality.TEXT, Sha256.ofText(item.key() + "t"), item.text()))));
        }
        store.apply(RELEASE.collection(), puts);
    }

    public List<Anchor> anchors() {
        return items.values().stream()
                .filter(item -> Split.of(item.family()) == Split.TRAIN)
                .map(Item::anchor)
                .toList();
    }

    public Item item(MediaKey key) {
        return Optional.ofNullable(items.get(key)).orElseThrow();
    }

    @Override
    public Optional<Anchor> find(MediaKey item) {
        return Optional.ofNullable(items.get(item))
                .filter(known -> Split.of(known.family()) == Split.TRAIN)
                .map(Item::anchor);
    }

    @Override
    public List<Anchor> sample(int wanted) {
        return anchors().stream().limit(wanted).toList();
    }

    @Override
    public int familiesWith(String normalisedCaption) {
        return families.getOrDefault(normalisedCaption, Set.of()).size();
    }

    /** Whether a negative is none: its text says what the pair's picture shows, or its picture shows what the pair's text says. */
    public boolean isFalse(Anchor anchor, MinedPair.Negative negative) {
        Item own = item(anchor.item());
        Item other = item(negative.part().media());
        return negative.modality() == Modality.TEXT ? own.shown() == other.said() : own.said() == other.shown();
    }

    private float[] meaning(int meaning) {
        return meanings.computeIfAbsent(meaning, key -> direction());
    }

    private Embedding blend(float[] one, double much, float[] other, double less) {
        float[] noise = direction();
        float[] sum = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            sum[i] = (float) (much * one[i] + less * other[i] + 0.3 * noise[i]);
        }
        return Embedding.normalized(sum);
    }

    private float[] direction() {
        float[] values = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Embedding.normalized(values).toArray();
    }
}
