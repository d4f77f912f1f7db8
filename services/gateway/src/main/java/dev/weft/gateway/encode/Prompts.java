package dev.weft.gateway.encode;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weft.core.Embedding;
import dev.weft.core.ReleaseId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Labels as vectors: the mean direction of a label in all its templates (the prompt ensembles of CLIP, arXiv:2103.00020, section 3.1.4).
 * Labels come again with every picture, so their prompts' vectors are kept, within bounds. Safe for use by several threads.
 */
public final class Prompts {

    /** Where a template takes the label. */
    static final String HOLE = "{}";

    private final Cache<Key, Embedding> vectors;

    /** @param maxBytes that kept texts and vectors may take, roughly */
    public Prompts(long maxBytes) {
        this.vectors = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Key key, Embedding vector) ->
                        key.text().length() * Character.BYTES + vector.dimension() * Float.BYTES)
                .build();
    }

    private record Key(ReleaseId release, String text) {}

    /** @return one unit-norm vector per label, in the same order */
    List<Embedding> vectors(ReleaseId release, List<String> labels, List<String> templates, InputEncoder encoder) {
        List<Key> prompts = labels.stream()
                .flatMap(label -> templates.stream().map(template -> new Key(release, template.replace(HOLE, label))))
                .toList();
        Map<Key, Embedding> known = vectors.getAll(new HashSet<>(prompts), missing -> encode(missing, encoder));
        List<Embedding> means = new ArrayList<>(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            means.add(mean(prompts.subList(i * templates.size(), (i + 1) * templates.size()).stream()
                    .map(known::get)));
        }
        return means;
    }

    private static Map<Key, Embedding> encode(Set<? extends Key> missing, InputEncoder encoder) {
        List<Key> keys = List.copyOf(missing);
        List<Embedding> encoded = encoder.encode(
                        keys.stream().map(key -> new Input.Text(key.text())).toList())
                .vectors();
        Map<Key, Embedding> vectors = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            vectors.put(keys.get(i), encoded.get(i));
        }
        return vectors;
    }

    private static Embedding mean(Stream<Embedding> unit) {
        return unit.map(Embedding::toArray)
                .reduce(Prompts::sum)
                .map(Embedding::normalized)
                .orElseThrow();
    }

    private static float[] sum(float[] left, float[] right) {
        for (int i = 0; i < left.length; i++) {
            left[i] += right[i];
        }
        return left;
    }
}
