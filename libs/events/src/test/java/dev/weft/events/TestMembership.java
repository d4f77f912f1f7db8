package dev.weft.events;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;

/** A membership that nobody looks at. */
final class TestMembership {

    private TestMembership() {}

    static ConsumerGroupMetadata none() {
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
            return consumer.groupMetadata();
        }
    }
}
