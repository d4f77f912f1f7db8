package dev.weft.events;

import dev.weft.core.MediaKey;
import dev.weft.core.MediaStatus;
import dev.weft.core.ReleaseId;
import dev.weft.schemas.MediaState;
import dev.weft.schemas.StageFailure;
import java.util.Optional;

final class StatusMapping implements AvroMapping<MediaStatus, dev.weft.schemas.MediaStatus> {

    @Override
    public Class<dev.weft.schemas.MediaStatus> recordClass() {
        return dev.weft.schemas.MediaStatus.class;
    }

    @Override
    public dev.weft.schemas.MediaStatus toAvro(MediaStatus status) {
        return new dev.weft.schemas.MediaStatus(
                status.key().tenant().value(),
                status.key().id().value(),
                status.mediaVersion(),
                MediaState.valueOf(status.state().name()),
                status.acceptedAt(),
                status.embeddedAt().orElse(null),
                status.searchableAt().orElse(null),
                status.failure()
                        .map(failure -> new StageFailure(
                                AvroWords.toAvro(failure.stage()), failure.reason(), failure.message()))
                        .orElse(null),
                status.release().map(ReleaseId::toString).orElse(null),
                status.importId().orElse(null));
    }

    @Override
    public MediaStatus fromAvro(dev.weft.schemas.MediaStatus avro) {
        return new MediaStatus(
                MediaKey.of(avro.getTenant(), avro.getMediaId()),
                avro.getMediaVersion(),
                MediaStatus.State.valueOf(avro.getState().name()),
                avro.getAcceptedAt(),
                Optional.ofNullable(avro.getEmbeddedAt()),
                Optional.ofNullable(avro.getSearchableAt()),
                Optional.ofNullable(avro.getFailure())
                        .map(failure -> new MediaStatus.Failure(
                                AvroWords.fromAvro(failure.getStage()), failure.getReason(), failure.getMessage())),
                Optional.ofNullable(avro.getRelease()).map(ReleaseId::parse),
                Optional.ofNullable(avro.getImportId()));
    }
}
