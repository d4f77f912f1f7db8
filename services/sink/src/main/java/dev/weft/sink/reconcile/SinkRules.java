package dev.weft.sink.reconcile;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How the sink understands and writes records: the reconciler has no rules of its own. For one thread. */
public interface SinkRules {

    /** What the record means to the collection that is compared. */
    Said read(ConsumerRecord<byte[], byte[]> record);

    /**
     * Writes the records as the sink does; what the store has newer stays.
     *
     * @param records at most one per item
     * @return for each of them, in their order, why it can't be written; empty when it, or something newer, is in the store
     * @throws dev.weft.vectorstore.VectorStoreException if the store can't be written now
     */
    List<Optional<String>> write(List<ConsumerRecord<byte[], byte[]>> records);
}
