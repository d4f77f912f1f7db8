package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartContent;
import dev.weft.core.PartKey;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.DateTimes;

class RoundTripTest {

    private final EventCodecs codecs = EventCodecs.open(Samples.KAFKA);

    @Property(tries = 300)
    void shouldComeBackWhenAMediaEventIsWritten(@ForAll("mediaEvents") MediaEvent event) throws Exception {
        assertThat(codecs.media().decode(codecs.media().encode(event))).isEqualTo(event);
    }

    @Property(tries = 200)
    void shouldComeBackBitByBitWhenVectorsAreWritten(
            @ForAll("keys") MediaKey key,
            @ForAll("attributes") Attributes attributes,
            @ForAll @IntRange(min = 1, max = 2048) int dimension,
            @ForAll long seed)
            throws Exception {
        // given
        MediaEmbedded event = new MediaEmbedded.Vectors(
                key,
                1,
                new ReleaseId("catalog", 1),
                "family",
                attributes,
                List.of(new MediaEmbedded.PartVector(
                        "image", Modality.IMAGE, Sha256.ofText("x"), direction(dimension, seed))),
                Instant.EPOCH,
                Optional.empty());

        // when
        MediaEmbedded back = codecs.embeddings().decode(codecs.embeddings().encode(event));

        // then
        assertThat(back).isEqualTo(event);
    }

    @Property(tries = 200)
    void shouldKeepTheDirectionWhenAFeatureIsHalved(
            @ForAll("keys") MediaKey key, @ForAll @IntRange(min = 1, max = 2048) int dimension, @ForAll long seed)
            throws Exception {
        // given
        Feature feature =
                new Feature(new PartKey(key, "image"), "tower", Modality.IMAGE, 1, direction(dimension, seed));

        // when
        Feature back = codecs.features().decode(codecs.features().encode(feature));

        // then (11 bits of each number are kept)
        assertThat(back.vector().cosine(feature.vector())).isGreaterThan(0.999f);
        assertThat(back.key()).isEqualTo(feature.key());
    }

    @Property(tries = 100)
    void shouldBeStableWhenAFeatureIsHalvedTwice(@ForAll @IntRange(min = 1, max = 512) int dimension, @ForAll long seed)
            throws Exception {
        // given
        Feature feature = new Feature(
                new PartKey(MediaKey.of("default", "a"), "image"),
                "tower",
                Modality.IMAGE,
                1,
                direction(dimension, seed));
        Feature once = codecs.features().decode(codecs.features().encode(feature));

        // when
        Feature twice = codecs.features().decode(codecs.features().encode(once));

        // then
        assertThat(twice).isEqualTo(once);
    }

    private static Embedding direction(int dimension, long seed) {
        Random random = new Random(seed);
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Embedding.normalized(values);
    }

    @Provide
    Arbitrary<MediaKey> keys() {
        return Combinators.combine(id(), id()).as(MediaKey::of);
    }

    @Provide
    Arbitrary<Attributes> attributes() {
        Arbitrary<String> names = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12);
        Arbitrary<AttributeValue> values = Arbitraries.oneOf(
                text().map(AttributeValue::of),
                Arbitraries.doubles().map(AttributeValue::of),
                Arbitraries.of(true, false).map(AttributeValue::of),
                text().list().ofMaxSize(4).map(AttributeValue::of));
        return Arbitraries.maps(names, values).ofMaxSize(6).map(Attributes::of);
    }

    @Provide
    Arbitrary<MediaEvent> mediaEvents() {
        Arbitrary<Long> versions = Arbitraries.longs().greaterOrEqual(1);
        Arbitrary<Instant> times = DateTimes.instants().ofPrecision(ChronoUnit.MICROS);
        Arbitrary<MediaEvent> deletions =
                Combinators.combine(keys(), versions, times).as(MediaEvent.Deleted::new);
        Arbitrary<MediaItem> items = Combinators.combine(
                        keys(), versions, text().filter(family -> !family.isEmpty()), attributes(), parts())
                .as(MediaItem::new);
        Arbitrary<MediaEvent> stored = Combinators.combine(
                        items, Arbitraries.of(MediaEvent.Kind.class), times, id().optional())
                .as(MediaEvent.Stored::new);
        return Arbitraries.oneOf(deletions, stored);
    }

    private Arbitrary<List<Part>> parts() {
        Arbitrary<Part> captions = Combinators.combine(id(), text())
                .as((name, text) -> new Part(name, Modality.TEXT, new PartContent.InlineText(text)));
        Arbitrary<Part> objects = Combinators.combine(
                        id(),
                        Arbitraries.of(Modality.IMAGE, Modality.AUDIO, Modality.VIDEO),
                        Arbitraries.longs().greaterOrEqual(0))
                .as((name, modality, size) -> new Part(
                        name,
                        modality,
                        new PartContent.StoredObject(
                                URI.create("object:///default/" + name), Sha256.ofText(name), "image/png", size)));
        return Arbitraries.oneOf(captions, objects)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .uniqueElements(Part::name);
    }

    private Arbitrary<String> id() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("._~-0123456789")
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(id -> !id.equals(".") && !id.equals(".."));
    }

    /** Any text that UTF-8 can say: no half surrogate pairs. */
    private Arbitrary<String> text() {
        return Arbitraries.strings().all().ofMaxLength(40).map(text -> text.replaceAll("[\\ud800-\\udfff]", "🍎"));
    }
}
