package dev.weft.streams;

import org.apache.kafka.streams.KafkaStreams;

/** Hears when stores can be asked. Called on the runner's and on Kafka Streams' threads: return at once. */
public interface StreamsListener {

    /** All is restored and processing goes on. Also called when that is so again after a rebalance. */
    void live(KafkaStreams streams);

    /** The stores are about to be closed; may be called more than once. */
    void dark();

    /** Nobody asks the stores. */
    static StreamsListener none() {
        return new StreamsListener() {
            @Override
            public void live(KafkaStreams streams) {}

            @Override
            public void dark() {}
        };
    }
}
