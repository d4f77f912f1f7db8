package dev.weft.events;

import dev.weft.events.UndecodableRecordException.Reason;
import java.time.DateTimeException;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

final class AvroCodec<T, R extends SpecificRecord> implements EventCodec<T> {

    private final String topic;
    private final AvroMapping<T, R> mapping;
    private final RecordBytes bytes;

    AvroCodec(String topic, AvroMapping<T, R> mapping, RecordBytes bytes) {
        this.topic = topic;
        this.mapping = mapping;
        this.bytes = bytes;
    }

    @Override
    public byte[] encode(T event) {
        return bytes.write(topic, mapping.toAvro(event));
    }

    @Override
    public T decode(byte @Nullable [] value) throws UndecodableRecordException {
        R avro = bytes.read(topic, mapping.recordClass(), WireFormat.requireHeader(value));
        try {
            return mapping.fromAvro(avro);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new UndecodableRecordException(Reason.INVALID_VALUE, String.valueOf(e.getMessage()), e);
        }
    }
}
