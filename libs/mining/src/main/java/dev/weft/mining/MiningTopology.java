package dev.weft.mining;

import dev.weft.core.Feedback;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.events.Topics;
import dev.weft.mining.anchors.Decoder;
import dev.weft.mining.anchors.ItemFact;
import dev.weft.mining.anchors.ItemJoin;
import dev.weft.mining.anchors.Judgements;
import dev.weft.mining.anchors.Reading;
import dev.weft.mining.anchors.Source;
import dev.weft.mining.anchors.Stores;
import dev.weft.streams.EventSerdes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Joins items, their embeddings and feedback into anchors. A pure function from configuration to topology: every operator, store and repartition topic
 * has a name, so that a changed topology finds its state again.
 *
 * <p>{@code media}, {@code embeddings} and {@code feedback} must have equally many partitions: the join finds an item's records by their partition.
 */
public final class MiningTopology {

    private MiningTopology() {}

    /**
     * @param topics the names of the topics
     * @param codecs of what lies on them
     * @param letters makes the records of dead letters
     */
    public record Config(Topics topics, EventCodecs codecs, DeadLetterRecords letters) {}

    public static Topology build(Config config) {
        Topics topics = config.topics();
        EventCodecs codecs = config.codecs();
        StreamsBuilder builder = new StreamsBuilder();
        Stores.all(codecs).forEach(builder::addStateStore);

        KStream<String, ItemFact> media = read(
                builder,
                config,
                new Source<>(
                        "media",
                        topics.media(),
                        codecs.media(),
                        event -> event.key().toString(),
                        ItemFact.Uploaded::new,
                        Optional.of(new ItemFact.Forgotten())));
        KStream<String, ItemFact> embeddings = read(
                builder,
                config,
                new Source<>(
                        "embeddings",
                        topics.embeddings(),
                        codecs.embeddings(),
                        event -> event.key().toString(),
                        ItemFact.Embedded::of,
                        Optional.empty()));
        KStream<String, ItemFact> judged = read(
                        builder,
                        config,
                        new Source<>(
                                "feedback",
                                topics.feedback(),
                                codecs.feedback(),
                                Feedback::recordKey,
                                Function.identity(),
                                Optional.empty()))
                .process(Judgements::new, Named.as("judgements"), Stores.ofJudgements())
                .repartition(Repartitioned.<String, List<Feedback>>as("judged-items")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Stores.judgements(codecs)))
                .mapValues(ItemFact.Judged::new, Named.as("judged"));

        media.merge(embeddings, Named.as("media-and-embeddings"))
                .merge(judged, Named.as("all-facts"))
                .process(ItemJoin::new, Named.as("item-join"), Stores.ofTheJoin())
                .to(
                        topics.anchors(),
                        Produced.with(Serdes.String(), EventSerdes.of(codecs.anchors()))
                                .withName("anchors"));
        return builder.build();
    }

    private static <E, F> KStream<String, F> read(StreamsBuilder builder, Config config, Source<E, F> source) {
        String name = source.name();
        KStream<String, Reading<F>> readings = builder.stream(
                        source.topic(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name))
                .process(() -> new Decoder<>(source, config.letters()), Named.as(name + "-read"));
        readings.flatMapValues(Reading::letters, Named.as(name + "-refused"))
                .to(
                        config.topics().deadLetters(),
                        Produced.with(Serdes.String(), Serdes.ByteArray()).withName(name + "-dead-letters"));
        return readings.flatMapValues(Reading::facts, Named.as(name + "-facts"));
    }
}
