package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The demo bundle computes what the independent implementation behind reference.json computed. */
class DemoBundleTest {

    private static final String LOCATION = "classpath:weft/bundles/demo";
    private static final int BATCH = 32;

    /** Of the pictures of the catalog, one in so many. */
    private static final int EVERY = 10;

    private static final ReferenceFile REFERENCE = ReferenceFile.read();
    private static final Map<String, byte[]> CATALOG = ReferenceFile.catalog();
    private static final ImageDecoder DECODER = new ImageDecoder(DecodeBudget.defaults());

    private static EmbeddingModel model;

    @BeforeAll
    static void open() {
        model = EmbeddingModels.open(LOCATION, InferenceOptions.defaults());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void shouldHaveTheReferencesTokensWhenATextIsPrepared() {
        for (ReferenceFile.Text text : REFERENCE.texts()) {
            // when
            TokenInput input = (TokenInput) model.prepare(text.text());

            // then
            assertThat(input.ids()).as(text.text()).containsExactly(text.ids().toArray(Long[]::new));
        }
    }

    @Test
    void shouldHaveTheReferencesVectorsWhenTextsAreEmbeddedTogether() {
        // given
        List<ReferenceFile.Text> texts = REFERENCE.texts();

        // when
        List<Embedding> features = model.features(
                Modality.TEXT,
                texts.stream().map(text -> model.prepare(text.text())).toList());
        List<Embedding> embeddings = model.project(Modality.TEXT, features);

        // then
        for (int i = 0; i < texts.size(); i++) {
            assertThat(features.get(i).cosine(texts.get(i).feature())).isGreaterThanOrEqualTo(0.9999f);
            assertThat(embeddings.get(i).cosine(texts.get(i).embedding())).isGreaterThanOrEqualTo(0.999f);
        }
    }

    @Test
    void shouldHaveTheReferencesVectorsWhenPicturesAreEmbeddedTogether() {
        // given
        List<ReferenceFile.Picture> pictures = REFERENCE.pictures();

        // when
        List<Embedding> features = model.features(
                Modality.IMAGE,
                pictures.stream().map(picture -> prepare(picture.file())).toList());
        List<Embedding> embeddings = model.project(Modality.IMAGE, features);

        // then
        for (int i = 0; i < pictures.size(); i++) {
            assertThat(features.get(i).cosine(pictures.get(i).feature())).isGreaterThanOrEqualTo(0.999f);
            assertThat(embeddings.get(i).cosine(pictures.get(i).embedding())).isGreaterThanOrEqualTo(0.999f);
        }
    }

    /** Among what the reference found and a part of the rest, of which too few would be found for the better. */
    @Test
    void shouldFindTheReferencesPicturesWhenAPartOfTheCatalogIsSearched() {
        Set<String> found = REFERENCE.searches().stream()
                .flatMap(search -> search.top().stream())
                .collect(Collectors.toSet());
        List<String> files = pictureFiles();

        assertThatTheReferencesPicturesAreFoundIn(IntStream.range(0, files.size())
                .filter(i -> i % EVERY == 0 || found.contains(id(files.get(i))))
                .mapToObj(files::get)
                .toList());
    }

    @Test
    @Tag("soak")
    void shouldFindTheReferencesPicturesWhenTheWholeCatalogIsSearched() {
        assertThat(pictureFiles()).hasSize(3822);

        assertThatTheReferencesPicturesAreFoundIn(pictureFiles());
    }

    private static void assertThatTheReferencesPicturesAreFoundIn(List<String> files) {
        // given
        Map<String, Embedding> catalog = embed(files);

        for (ReferenceFile.Search search : REFERENCE.searches()) {
            // when
            Embedding query = model.embed(Modality.TEXT, List.of(model.prepare(search.text())))
                    .getFirst();
            List<String> top = catalog.entrySet().stream()
                    .sorted(Comparator.comparingDouble(entry -> -query.cosine(entry.getValue())))
                    .limit(10)
                    .map(Map.Entry::getKey)
                    .toList();

            // then
            Set<String> common = new HashSet<>(top);
            common.retainAll(search.top());
            assertThat(common).as(search.text()).hasSizeGreaterThanOrEqualTo(9);
        }
    }

    @Test
    void shouldHaveTheSameVectorWhenTextsRunAloneOrAmongOthers() {
        // given short ones and one that is cut off at 128 tokens, in an order that is not theirs by length
        List<TowerInput> inputs = new ArrayList<>();
        for (String text :
                List.of("dog", "word ".repeat(500), "a red car", "", "cat", "a small house by the sea at night")) {
            inputs.add(model.prepare(text));
        }

        // when
        List<Embedding> together = model.embed(Modality.TEXT, inputs);

        // then
        for (int i = 0; i < inputs.size(); i++) {
            Embedding alone = model.embed(Modality.TEXT, List.of(inputs.get(i))).getFirst();
            assertThat(together.get(i).cosine(alone)).isGreaterThan(0.99999f);
        }
    }

    @Test
    void shouldHaveTheSameVectorWhenPicturesRunAloneOrAmongOthers() {
        // given more than run at once
        List<TowerInput> inputs = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < BATCH + 3; i++) {
            byte[] noise = new byte[3 * 20 * 30];
            random.nextBytes(noise);
            inputs.add(model.prepare(new RgbImage(20, 30, noise)));
        }

        // when
        List<Embedding> together = model.embed(Modality.IMAGE, inputs);

        // then
        for (int i = 0; i < inputs.size(); i += 11) {
            Embedding alone =
                    model.embed(Modality.IMAGE, List.of(inputs.get(i))).getFirst();
            assertThat(together.get(i).cosine(alone)).isGreaterThan(0.99999f);
        }
    }

    @Test
    void shouldTakeAnyTextWhenPrepared() {
        for (String text :
                List.of("", " ", "\0", "\ud800", "a\udc00b", "🦊🏽\u202e", "x".repeat(70_000), "é\u0301\n\t")) {
            // when
            TokenInput input = (TokenInput) model.prepare(text);

            // then
            assertThat(input.ids()).hasSizeBetween(2, 128);
            assertThat(model.embed(Modality.TEXT, List.of(input))).hasSize(1);
        }
    }

    @Test
    void shouldNameItselfByContentWhenLoaded() {
        assertThat(model.id()).matches("demo-[0-9a-f]{8}");
        assertThat(model.dimension()).isEqualTo(640);
        assertThat(model.modalities()).containsExactlyInAnyOrder(Modality.IMAGE, Modality.TEXT);
        // Stored features name their tower so: a change here means that every feature must be computed again.
        assertThat(model.towerId(Modality.IMAGE)).isEqualTo("image-9afeaa1a70bd8652");
        assertThat(model.towerId(Modality.TEXT)).isEqualTo("text-656edb53d33ffa6c");
    }

    private static List<String> pictureFiles() {
        return CATALOG.keySet().stream().filter(name -> name.endsWith(".png")).toList();
    }

    private static String id(String file) {
        return file.replace('/', '-').replace(".png", "");
    }

    private static Map<String, Embedding> embed(List<String> files) {
        Map<String, Embedding> embeddings = new LinkedHashMap<>();
        for (int from = 0; from < files.size(); from += BATCH) {
            List<String> batch = files.subList(from, Math.min(from + BATCH, files.size()));
            List<Embedding> vectors = model.embed(
                    Modality.IMAGE,
                    batch.parallelStream().map(DemoBundleTest::prepare).toList());
            for (int i = 0; i < batch.size(); i++) {
                embeddings.put(id(batch.get(i)), vectors.get(i));
            }
        }
        return embeddings;
    }

    private static TowerInput prepare(String file) {
        return model.prepare(DECODER.decode(Objects.requireNonNull(CATALOG.get(file))));
    }
}
