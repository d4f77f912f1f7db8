package dev.weft.sink;

import dev.weft.core.MediaEmbedded;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A change of an item, and the record it came in. */
record Incoming(ConsumerRecord<byte[], byte[]> origin, MediaEmbedded event) implements RecordReader.Reading {}
