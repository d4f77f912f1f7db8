package dev.weft.embedder;

import dev.weft.core.Refusal;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is written for one record of the media topic.
 *
 * @param refusal why it is a dead letter, when it is one
 */
record Output(List<ProducerRecord<String, byte[]>> messages, Optional<Refusal> refusal) {
    Output {
        messages = List.copyOf(messages);
    }
}
