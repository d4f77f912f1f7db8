package dev.weft.events;

import dev.weft.core.DeadLetterId;
import dev.weft.core.DeadLetterReplay;

final class ReplayMapping implements AvroMapping<DeadLetterReplay, dev.weft.schemas.DeadLetterReplay> {

    @Override
    public Class<dev.weft.schemas.DeadLetterReplay> recordClass() {
        return dev.weft.schemas.DeadLetterReplay.class;
    }

    @Override
    public dev.weft.schemas.DeadLetterReplay toAvro(DeadLetterReplay replay) {
        return new dev.weft.schemas.DeadLetterReplay(
                replay.letter().partition(),
                replay.letter().offset(),
                replay.attempt(),
                replay.at(),
                replay.by(),
                replay.topic(),
                replay.partition(),
                replay.offset());
    }

    @Override
    public DeadLetterReplay fromAvro(dev.weft.schemas.DeadLetterReplay avro) {
        return new DeadLetterReplay(
                new DeadLetterId(avro.getLetterPartition(), avro.getLetterOffset()),
                avro.getAttempt(),
                avro.getReplayedAt(),
                avro.getBy(),
                avro.getTopic(),
                avro.getPartition(),
                avro.getOffset());
    }
}
