package dev.weft.events;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.MediaId;
import dev.weft.core.MediaKey;
import dev.weft.core.PartContent;
import dev.weft.core.Sha256;
import dev.weft.core.TenantId;
import dev.weft.schemas.AnchorOrigin;
import dev.weft.schemas.AnchorPicture;
import java.net.URI;
import java.util.Optional;

final class AnchorMapping implements AvroMapping<Anchor, dev.weft.schemas.Anchor> {

    @Override
    public Class<dev.weft.schemas.Anchor> recordClass() {
        return dev.weft.schemas.Anchor.class;
    }

    @Override
    public dev.weft.schemas.Anchor toAvro(Anchor anchor) {
        return new dev.weft.schemas.Anchor(
                anchor.id(),
                anchor.item().tenant().value(),
                anchor.item().id().value(),
                anchor.mediaVersion(),
                anchor.mediaPart(),
                AvroWords.toAvro(anchor.modality()),
                AvroTextSides.part(anchor.text()),
                AvroTextSides.query(anchor.text()),
                anchor.caption().orElse(null),
                anchor.family(),
                anchor.picture().map(AnchorMapping::picture).orElse(null),
                anchor.unrelated().stream().map(key -> key.id().value()).toList(),
                AnchorOrigin.valueOf(anchor.origin().name()),
                anchor.occurredAt());
    }

    private static AnchorPicture picture(PartContent.StoredObject object) {
        return new AnchorPicture(
                object.uri().toString(), object.sha256().hex(), object.contentType(), object.sizeBytes());
    }

    @Override
    public Anchor fromAvro(dev.weft.schemas.Anchor avro) {
        TenantId tenant = new TenantId(avro.getTenant());
        TextSide text = AvroTextSides.of(avro.getTextPart(), avro.getQueryText());
        return new Anchor(
                avro.getId(),
                new MediaKey(tenant, new MediaId(avro.getMediaId())),
                avro.getMediaVersion(),
                avro.getMediaPart(),
                AvroWords.fromAvro(avro.getModality()),
                text,
                Optional.ofNullable(avro.getCaption()),
                avro.getFamily(),
                Optional.ofNullable(avro.getPicture()).map(AnchorMapping::picture),
                avro.getUnrelated().stream()
                        .map(id -> new MediaKey(tenant, new MediaId(id)))
                        .toList(),
                Anchor.Origin.valueOf(avro.getOrigin().name()),
                avro.getOccurredAt());
    }

    private static PartContent.StoredObject picture(AnchorPicture avro) {
        return new PartContent.StoredObject(
                URI.create(avro.getUri()), new Sha256(avro.getSha256()), avro.getContentType(), avro.getSizeBytes());
    }
}
