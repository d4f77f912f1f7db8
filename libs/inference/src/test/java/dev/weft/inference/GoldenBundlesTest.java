package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.inference.GoldenCheck.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles of all three families compute what the independent implementation behind their golden.json computed. */
class GoldenBundlesTest {

    /** Whose sounds must be decoded or resampled first, which this module doesn't do. The command line's test checks them. */
    private static final List<String> LEFT_TO_MEDIA = List.of(
            "audio inputs/tone_44k1_stereo.wav can't be decoded: needs a resampler",
            "audio inputs/short_16k.flac can't be decoded: needs a decoder");

    private static final InferenceOptions OPTIONS = new InferenceOptions(1);

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource({"tiny-clip, 9, 8, 0", "tiny-siglip, 9, 8, 0", "tiny-clap, 0, 0, 3"})
    void shouldMatchTheReferenceWhenEveryCaseIsComputed(String bundle, int texts, int pictures, int sounds) {
        // when
        List<Case> cases = GoldenCheck.run(BundleFolder.resource("/golden/" + bundle), OPTIONS, new TestInputs());

        // then
        assertThat(cases).hasSize(2 * texts + 3 * pictures + sounds);
        assertThat(cases)
                .allSatisfy(each -> assertThat(each.ok() || LEFT_TO_MEDIA.contains(each.name()))
                        .as(each.toString())
                        .isTrue());
    }

    @Test
    void shouldLeaveOnlySoundsToMediaWhenTheCasesAreCounted() {
        // when
        List<Case> cases = GoldenCheck.run(BundleFolder.resource("/golden/tiny-clap"), OPTIONS, new TestInputs());

        // then
        assertThat(cases)
                .filteredOn(each -> !each.ok())
                .extracting(Case::name)
                .containsExactlyElementsOf(LEFT_TO_MEDIA);
    }

    @ParameterizedTest
    @CsvSource({"tiny-clip", "tiny-siglip"})
    void shouldHaveTheReferencesVectorsWhenTextsShareABatch(String bundle) {
        // given
        BundleFolder folder = BundleFolder.copyOf(bundle, temp);
        List<GoldenFile.Text> texts =
                GoldenFile.parse(folder.bytes(GoldenFile.FILE)).texts();

        try (EmbeddingModel model = folder.open(new InferenceOptions(2))) {
            // when
            List<Embedding> embeddings = model.embed(
                    Modality.TEXT,
                    texts.stream().map(text -> model.prepare(text.text())).toList());

            // then
            for (int i = 0; i < texts.size(); i++) {
                assertThat(embeddings.get(i).cosine(texts.get(i).embedding())).isGreaterThanOrEqualTo(0.9999f);
            }
        }
    }

    @Test
    void shouldHaveTheReferencesLevelsWhenASoundNeedsNoResampling() throws IOException {
        // given
        Path golden = BundleFolder.resource("/golden");
        GoldenFile.Sound sound = GoldenFile.parse(Files.readAllBytes(golden.resolve("tiny-clap/golden.json")))
                .sounds()
                .getFirst();

        try (EmbeddingModel model = BundleFolder.copyOf("tiny-clap", temp).open()) {
            // when
            MelInput input = (MelInput) model.prepare(new TestInputs().audio(golden.resolve(sound.file()), 48_000));

            // then
            List<Integer> index = sound.levels().index();
            for (int i = 0; i < index.size(); i++) {
                assertThat((double) input.levels()[index.get(i)])
                        .isEqualTo(sound.levels().value().get(i), Offset.offset(0.01));
            }
        }
    }

    @Test
    void shouldRefuseWhenABundlesOwnVectorIsAnother() {
        // given
        BundleFolder folder =
                BundleFolder.copyOf("tiny-clip", temp).replace(GoldenFile.FILE, "-0.2619174", "0.7619174");

        // when, then
        assertThatThrownBy(folder::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining(
                        "golden.json: the vector of 'a photo of a cat' must have a cosine of at least 0.9999");
    }

    @Test
    void shouldRefuseWhenABundlesOwnTokensAreOthers() {
        // given
        BundleFolder folder = BundleFolder.copyOf("tiny-clip", temp).replace(GoldenFile.FILE, "1125", "1126");

        // when, then
        assertThatThrownBy(folder::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("golden.json: the tokens of 'a photo of a cat' must be [49406, 320, 1126");
    }

    @Test
    void shouldMissWhenAPictureIsProcessedInAnotherWay() {
        // given bilinear instead of bicubic, and the inputs inside the bundle
        BundleFolder folder = BundleFolder.copyOf("tiny-siglip", temp)
                .replace("preprocessor_config.json", "\"resample\": 3", "\"resample\": 2");
        folder.put("inputs/wide_synthetic.png", resource("wide_synthetic.png"));

        // when
        List<Case> cases = GoldenCheck.run(folder.path(), OPTIONS, new TestInputs());

        // then
        assertThat(cases)
                .filteredOn(each -> each.name().startsWith("image inputs/wide_synthetic.png pixels"))
                .hasSize(2)
                .noneMatch(Case::ok);
    }

    private static byte[] resource(String input) {
        return new BundleFolder(BundleFolder.resource("/golden/inputs")).bytes(input);
    }

    @Test
    void shouldSayWhereAnInputMustLieWhenItIsMissing() {
        // given
        BundleFolder folder = BundleFolder.copyOf("tiny-siglip", temp);

        // when
        List<Case> cases = GoldenCheck.run(folder.path(), OPTIONS, new TestInputs());

        // then
        assertThat(cases)
                .filteredOn(each -> !each.ok())
                .hasSize(8)
                .allSatisfy(each -> assertThat(each.name()).contains("can't be decoded: must lie at"));
        assertThatCode(() -> folder.open().close()).doesNotThrowAnyException();
    }
}
