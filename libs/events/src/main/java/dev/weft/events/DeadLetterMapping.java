package dev.weft.events;

import dev.weft.core.DeadLetter;
import dev.weft.core.ReleaseId;
import dev.weft.schemas.Origin;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class DeadLetterMapping implements AvroMapping<DeadLetter, dev.weft.schemas.DeadLetter> {

    @Override
    public Class<dev.weft.schemas.DeadLetter> recordClass() {
        return dev.weft.schemas.DeadLetter.class;
    }

    @Override
    public dev.weft.schemas.DeadLetter toAvro(DeadLetter letter) {
        DeadLetter.Origin origin = letter.origin();
        Map<String, ByteBuffer> headers = HashMap.newHashMap(letter.headers().size());
        letter.headers().forEach((name, value) -> headers.put(name, ByteBuffer.wrap(value)));
        return new dev.weft.schemas.DeadLetter(
                AvroWords.toAvro(letter.stage()),
                letter.reason(),
                letter.errorClass(),
                letter.message(),
                new Origin(origin.topic(), origin.partition(), origin.offset(), origin.timestamp()),
                letter.release().map(ReleaseId::toString).orElse(null),
                letter.attempt(),
                letter.failedAt(),
                ByteBuffer.wrap(letter.key()),
                ByteBuffer.wrap(letter.value()),
                headers);
    }

    @Override
    public DeadLetter fromAvro(dev.weft.schemas.DeadLetter avro) {
        Origin origin = avro.getOrigin();
        Map<String, byte[]> headers = HashMap.newHashMap(avro.getHeaders().size());
        avro.getHeaders().forEach((name, value) -> headers.put(name, bytes(value)));
        return new DeadLetter(
                AvroWords.fromAvro(avro.getStage()),
                avro.getReason(),
                avro.getErrorClass(),
                avro.getMessage(),
                new DeadLetter.Origin(
                        origin.getTopic(), origin.getPartition(), origin.getOffset(), origin.getTimestamp()),
                Optional.ofNullable(avro.getRelease()).map(ReleaseId::parse),
                avro.getAttempt(),
                avro.getFailedAt(),
                bytes(avro.getKey()),
                bytes(avro.getValue()),
                headers);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
