package dev.weft.events;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.schemas.EmbeddedPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class EmbeddedMapping implements AvroMapping<MediaEmbedded, dev.weft.schemas.MediaEmbedded> {

    @Override
    public Class<dev.weft.schemas.MediaEmbedded> recordClass() {
        return dev.weft.schemas.MediaEmbedded.class;
    }

    @Override
    public dev.weft.schemas.MediaEmbedded toAvro(MediaEmbedded event) {
        return switch (event) {
            case MediaEmbedded.Vectors vectors ->
                new dev.weft.schemas.MediaEmbedded(
                        vectors.key().tenant().value(),
                        vectors.key().id().value(),
                        vectors.mediaVersion(),
                        false,
                        vectors.release().toString(),
                        vectors.family(),
                        AvroAttributes.toAvro(vectors.attributes()),
                        vectors.parts().stream().map(EmbeddedMapping::part).toList(),
                        vectors.occurredAt(),
                        vectors.importId().orElse(null));
            case MediaEmbedded.Deleted deleted ->
                new dev.weft.schemas.MediaEmbedded(
                        deleted.key().tenant().value(),
                        deleted.key().id().value(),
                        deleted.mediaVersion(),
                        true,
                        null,
                        "",
                        Map.of(),
                        List.of(),
                        deleted.occurredAt(),
                        null);
        };
    }

    private static EmbeddedPart part(MediaEmbedded.PartVector part) {
        return new EmbeddedPart(
                part.part(),
                AvroWords.toAvro(part.modality()),
                part.contentHash().hex(),
                part.vector().dimension(),
                AvroVectors.float32(part.vector()));
    }

    @Override
    public MediaEmbedded fromAvro(dev.weft.schemas.MediaEmbedded avro) {
        MediaKey key = MediaKey.of(avro.getTenant(), avro.getMediaId());
        if (avro.getDeleted()) {
            return new MediaEmbedded.Deleted(key, avro.getMediaVersion(), avro.getOccurredAt());
        }
        String release = avro.getRelease();
        if (release == null) {
            throw new IllegalArgumentException("vectors must name their release, got none for " + key);
        }
        return new MediaEmbedded.Vectors(
                key,
                avro.getMediaVersion(),
                ReleaseId.parse(release),
                avro.getFamily().isEmpty() ? key.id().value() : avro.getFamily(),
                AvroAttributes.fromAvro(avro.getAttributes()),
                avro.getParts().stream().map(EmbeddedMapping::part).toList(),
                avro.getOccurredAt(),
                Optional.ofNullable(avro.getImportId()));
    }

    private static MediaEmbedded.PartVector part(EmbeddedPart part) {
        return new MediaEmbedded.PartVector(
                part.getPart(),
                AvroWords.fromAvro(part.getModality()),
                new Sha256(part.getContentHash()),
                AvroVectors.fromFloat32(part.getVector(), part.getDimension()));
    }
}
