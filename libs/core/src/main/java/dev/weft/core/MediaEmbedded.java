package dev.weft.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The vectors of one version of a media item in one release, or its deletion: the value of the {@code embeddings} topic. */
public sealed interface MediaEmbedded {

    MediaKey key();

    long mediaVersion();

    /** See {@link MediaEvent#occurredAt()}. */
    Instant occurredAt();

    /** All parts of the item at once, so that a version is never searchable in halves. */
    record Vectors(
            MediaKey key,
            long mediaVersion,
            ReleaseId release,
            String family,
            Attributes attributes,
            List<PartVector> parts,
            Instant occurredAt,
            Optional<String> importId)
            implements MediaEmbedded {
        public Vectors {
            Names.requireVersion(mediaVersion, key);
            Names.requireFamily(family, key);
            importId.ifPresent(id -> Names.requireId("import id", id));
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("an embedded item has at least one part, got none for " + key);
            }
            if (parts.stream().map(PartVector::part).distinct().count() < parts.size()) {
                throw new IllegalArgumentException("parts must have different names, got "
                        + parts.stream().map(PartVector::part).toList() + " for " + key);
            }
            if (parts.stream()
                            .mapToInt(part -> part.vector().dimension())
                            .distinct()
                            .count()
                    > 1) {
                throw new IllegalArgumentException("vectors of one space have one dimension, got "
                        + parts.stream().map(PartVector::vector).toList() + " for " + key);
            }
        }
    }

    /** @param vector unit norm, {@code [space dimension]} */
    record PartVector(String part, Modality modality, Sha256 contentHash, Embedding vector) {
        public PartVector {
            Names.requireId("part", part);
        }
    }

    /** Deletion holds for every release. */
    record Deleted(MediaKey key, long mediaVersion, Instant occurredAt) implements MediaEmbedded {
        public Deleted {
            Names.requireVersion(mediaVersion, key);
        }
    }
}
