package dev.weft.inference;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The release that an installation begins with: a bundle as it is, live without a gate. */
public final class FirstRelease {

    private FirstRelease() {}

    /**
     * Its first record.
     *
     * @param bundle where the model was opened
     * @param by who says so
     */
    public static Release of(ReleaseId id, String bundle, EmbeddingModel model, String by, Instant when) {
        Map<Modality, String> towers =
                model.modalities().stream().collect(Collectors.toMap(modality -> modality, model::towerId));
        return new Release(
                id,
                Optional.empty(),
                1,
                new Release.Contents(bundle, new TreeMap<>(towers), model.dimension(), new TreeMap<>()),
                new TreeMap<>(),
                new TreeMap<>(),
                new Release.Standing(
                        ReleaseState.LIVE, "the first one", by, Optional.empty(), Release.Progress.NONE, when),
                when);
    }
}
