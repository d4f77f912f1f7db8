package dev.weft.sink;

import dev.weft.core.running.Backoff;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.releases.SpaceReleases;
import dev.weft.testkit.TestObjects;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.VectorStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Lanes to a store, without a broker: what is announced is acknowledged at once. */
final class LaneRig {

    static final int DIMENSION = 2;

    private static final KafkaSettings KAFKA = KafkaSettings.at("unused:1");

    final Obstacles obstacles = new Obstacles(Clock.systemUTC());
    private final VectorStore store;

    /** Makes the collection: deletions that come before there is any are another story. */
    LaneRig(VectorStore store) {
        this.store = store;
        store.createCollection(new CollectionSchema(TestObjects.RELEASE, DIMENSION));
    }

    Lanes lanes(int writers) {
        SpaceReleases releases = SpaceReleases.only(TestObjects.RELEASE);
        SinkMetrics metrics = new SinkMetrics(new SimpleMeterRegistry());
        Patience patience = new Patience(
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(4)), Duration.ofMillis(5), obstacles, metrics);
        EventCodecs codecs = EventCodecs.open(KAFKA);
        Announcer announcer = new Announcer(
                new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()),
                KAFKA.topics(),
                codecs,
                new DeadLetterRecords(KAFKA.topics().deadLetters(), codecs.deadLetters(), 1 << 20),
                releases,
                Announcer.Audience.EVERYBODY);
        IndexWriter writer =
                new IndexWriter(store, new ReleaseCollections(store, releases, OptionalInt.empty()), Clock.systemUTC());
        return new Lanes(
                writers,
                number ->
                        new Lane(number, writer, announcer, patience, obstacles, metrics, new BatchLimits(7, 1 << 20)));
    }
}
