package dev.weft.miner;

import dev.weft.core.Anchor;
import dev.weft.core.MediaKey;
import dev.weft.core.TenantId;
import dev.weft.mining.negatives.Captions;
import dev.weft.mining.negatives.Confusables;
import dev.weft.mining.negatives.Items;
import dev.weft.vectorstore.lucene.CaptionIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All items that make pairs, with captions and claim checks of pictures, in memory: about a kilobyte each. Written by one thread, read by any.
 */
final class AnchorTable implements Items, Confusables, AutoCloseable {

    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Map<MediaKey, Anchor> items = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Integer>> familiesByCaption = new ConcurrentHashMap<>();
    private final CaptionIndex captions = CaptionIndex.inMemory();
    private final Random random = new Random();

    /** The item's own pair, in the place of any before; those of feedback are nothing to an item. */
    void put(Anchor anchor) {
        ids.add(anchor.id());
        if (anchor.origin() != Anchor.Origin.ITEM) {
            return;
        }
        forget(anchor.id());
        items.put(anchor.item(), anchor);
        anchor.caption().ifPresent(caption -> {
            String normalised = Captions.normalised(caption);
            familiesByCaption
                    .computeIfAbsent(normalised, key -> new ConcurrentHashMap<>())
                    .merge(anchor.family(), 1, Integer::sum);
            captions.put(anchor.item().tenant().value(), anchor.item().toString(), normalised);
        });
    }

    /** @param anchorId that of an item's own pair is the item's key */
    void remove(String anchorId) {
        ids.remove(anchorId);
        forget(anchorId);
    }

    private void forget(String anchorId) {
        if (anchorId.indexOf('?') >= 0) {
            return;
        }
        MediaKey item = MediaKey.parse(anchorId);
        Anchor gone = items.remove(item);
        if (gone != null) {
            captions.remove(anchorId);
            gone.caption().map(Captions::normalised).ifPresent(caption -> forget(caption, gone.family()));
        }
    }

    private void forget(String caption, String family) {
        familiesByCaption.computeIfPresent(caption, (key, families) -> {
            families.computeIfPresent(family, (name, count) -> count > 1 ? count - 1 : null);
            return families.isEmpty() ? null : families;
        });
    }

    /** The ids of all anchors there are, of feedback too, as they come and go. */
    Set<String> ids() {
        return Collections.unmodifiableSet(ids);
    }

    int size() {
        return items.size();
    }

    @Override
    public Optional<Anchor> find(MediaKey item) {
        return Optional.ofNullable(items.get(item));
    }

    @Override
    public List<Anchor> sample(int wanted) {
        List<Anchor> sample = new ArrayList<>();
        int seen = 0;
        for (Anchor anchor : items.values()) {
            seen++;
            if (sample.size() < wanted) {
                sample.add(anchor);
            } else {
                int place = random.nextInt(seen);
                if (place < wanted) {
                    sample.set(place, anchor);
                }
            }
        }
        return sample;
    }

    @Override
    public int familiesWith(String normalisedCaption) {
        return familiesByCaption.getOrDefault(normalisedCaption, Map.of()).size();
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
