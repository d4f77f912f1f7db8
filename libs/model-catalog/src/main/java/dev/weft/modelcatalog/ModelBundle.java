package dev.weft.modelcatalog;

import dev.weft.core.Modality;
import dev.weft.core.Shown;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A known bundle.
 *
 * @param name lower-case letters, digits and '-'
 * @param dimension of its space
 * @param licence of the weights, in words: what somebody has to know before using them
 * @param sources in the order in which they are tried, file by file
 */
public record ModelBundle(
        String name,
        String description,
        Set<Modality> modalities,
        int dimension,
        String licence,
        List<ModelSource> sources,
        List<ModelFile> files) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public ModelBundle {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be lower-case letters, digits and '-', got '" + Shown.of(name) + "'");
        }
        if (modalities.isEmpty()) {
            throw new IllegalArgumentException("modalities must have at least one, got none");
        }
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension must be positive, got " + dimension);
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("files must have at least one, got none");
        }
        Set<BundlePath> seen = new HashSet<>();
        for (ModelFile file : files) {
            if (!seen.add(file.path())) {
                throw new IllegalArgumentException("files must differ in path, got " + file.path() + " twice");
            }
        }
        modalities = Collections.unmodifiableSet(EnumSet.copyOf(modalities));
        sources = List.copyOf(sources);
        files = List.copyOf(files);
    }

    /** Whether there are weights of this variant; a bundle whose files name no variant has fp32 only. */
    public boolean has(ModelVariant variant) {
        boolean named = files.stream().anyMatch(file -> file.variant().isPresent());
        return named
                ? files.stream()
                        .anyMatch(file -> file.variant().filter(variant::equals).isPresent())
                : variant == ModelVariant.FP32;
    }

    /** What a variant consists of. */
    public List<ModelFile> files(ModelVariant variant) {
        return files.stream().filter(file -> file.belongsTo(variant)).toList();
    }

    /** Of all files of a variant; empty if one isn't known. */
    public OptionalLong sizeBytes(ModelVariant variant) {
        long sum = 0;
        for (ModelFile file : files(variant)) {
            if (file.sizeBytes().isEmpty()) {
                return OptionalLong.empty();
            }
            sum += file.sizeBytes().getAsLong();
        }
        return OptionalLong.of(sum);
    }
}
