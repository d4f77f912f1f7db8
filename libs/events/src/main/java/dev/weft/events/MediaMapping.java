package dev.weft.events;

import dev.weft.core.MediaEvent;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Part;
import dev.weft.core.PartContent;
import dev.weft.core.Sha256;
import dev.weft.schemas.InlineText;
import dev.weft.schemas.MediaEventKind;
import dev.weft.schemas.MediaPart;
import dev.weft.schemas.StoredObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class MediaMapping implements AvroMapping<MediaEvent, dev.weft.schemas.MediaEvent> {

    @Override
    public Class<dev.weft.schemas.MediaEvent> recordClass() {
        return dev.weft.schemas.MediaEvent.class;
    }

    @Override
    public dev.weft.schemas.MediaEvent toAvro(MediaEvent event) {
        return switch (event) {
            case MediaEvent.Stored stored -> stored(stored);
            case MediaEvent.Deleted deleted ->
                new dev.weft.schemas.MediaEvent(
                        deleted.key().tenant().value(),
                        deleted.key().id().value(),
                        deleted.version(),
                        MediaEventKind.DELETED,
                        "",
                        Map.of(),
                        List.of(),
                        deleted.occurredAt(),
                        null);
        };
    }

    private static dev.weft.schemas.MediaEvent stored(MediaEvent.Stored stored) {
        MediaItem item = stored.item();
        return new dev.weft.schemas.MediaEvent(
                item.key().tenant().value(),
                item.key().id().value(),
                item.version(),
                switch (stored.kind()) {
                    case UPLOADED -> MediaEventKind.UPLOADED;
                    case UPDATED -> MediaEventKind.UPDATED;
                },
                item.family(),
                AvroAttributes.toAvro(item.attributes()),
                item.parts().stream().map(MediaMapping::part).toList(),
                stored.occurredAt(),
                stored.importId().orElse(null));
    }

    private static MediaPart part(Part part) {
        Object content = switch (part.content()) {
            case PartContent.InlineText inline -> new InlineText(inline.text());
            case PartContent.StoredObject object ->
                new StoredObject(
                        object.uri().toString(), object.sha256().hex(), object.contentType(), object.sizeBytes());
        };
        return new MediaPart(part.name(), AvroWords.toAvro(part.modality()), content);
    }

    @Override
    public MediaEvent fromAvro(dev.weft.schemas.MediaEvent avro) {
        MediaKey key = MediaKey.of(avro.getTenant(), avro.getMediaId());
        return switch (avro.getKind()) {
            case UPLOADED -> stored(key, avro, MediaEvent.Kind.UPLOADED);
            case UPDATED -> stored(key, avro, MediaEvent.Kind.UPDATED);
            case DELETED -> new MediaEvent.Deleted(key, avro.getVersion(), avro.getOccurredAt());
            case UNKNOWN ->
                throw new IllegalArgumentException("kind must be UPLOADED, UPDATED or DELETED, got UNKNOWN");
        };
    }

    private static MediaEvent stored(MediaKey key, dev.weft.schemas.MediaEvent avro, MediaEvent.Kind kind) {
        MediaItem item = new MediaItem(
                key,
                avro.getVersion(),
                avro.getFamily().isEmpty() ? key.id().value() : avro.getFamily(),
                AvroAttributes.fromAvro(avro.getAttributes()),
                avro.getParts().stream().map(MediaMapping::part).toList());
        return new MediaEvent.Stored(item, kind, avro.getOccurredAt(), Optional.ofNullable(avro.getImportId()));
    }

    private static Part part(MediaPart part) {
        PartContent content = switch (part.getContent()) {
            case InlineText inline -> new PartContent.InlineText(inline.getText());
            case StoredObject object ->
                new PartContent.StoredObject(
                        URI.create(object.getUri()),
                        new Sha256(object.getSha256()),
                        object.getContentType(),
                        object.getSizeBytes());
            default -> throw new IllegalArgumentException("content must be a text or a stored object");
        };
        return new Part(part.getName(), AvroWords.fromAvro(part.getModality()), content);
    }
}
