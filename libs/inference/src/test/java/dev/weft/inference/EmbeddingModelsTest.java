package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening, sharing and refusing bundles, on a folder with the demo bundle's image encoder alone. */
class EmbeddingModelsTest {

    private static final InferenceOptions OPTIONS = new InferenceOptions(1);
    private static final RgbImage RED = new RgbImage(1, 1, new byte[] {(byte) 255, 0, 0});

    @TempDir
    private Path folder;

    @BeforeEach
    void copyBundle() throws IOException {
        for (String file : List.of("image.onnx", "image_head.onnx")) {
            try (InputStream stream =
                    BundleSource.at("classpath:weft/bundles/demo").open(file)) {
                Files.copy(stream, folder.resolve(file));
            }
        }
        try (InputStream manifest = getClass().getResourceAsStream("/image-only-manifest.json")) {
            Files.copy(manifest, folder.resolve("manifest.json"));
        }
    }

    @Test
    void shouldRunWhenABundleIsAFolderWithOneTower() {
        try (EmbeddingModel model = open()) {
            // when
            List<Embedding> embeddings = model.embed(Modality.IMAGE, List.of(model.prepare(RED)));

            // then
            assertThat(embeddings).hasSize(1);
            assertThat(embeddings.getFirst().dimension()).isEqualTo(640);
            assertThat(model.modalities()).containsExactly(Modality.IMAGE);
            assertThatThrownBy(() -> model.prepare("words"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("modality must be one of [IMAGE]");
        }
    }

    @Test
    void shouldRefuseWhenAByteOfAListedFileIsFlipped() throws IOException {
        // given
        Path head = folder.resolve("image_head.onnx");
        byte[] bytes = Files.readAllBytes(head);
        bytes[bytes.length / 2] ^= 1;
        Files.write(head, bytes);

        // when, then
        assertThatThrownBy(this::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("image_head.onnx must have sha256 b83ba335");
    }

    @Test
    void shouldRefuseWhenAListedFileIsMissing() throws IOException {
        // given
        Files.delete(folder.resolve("image.onnx"));

        // when, then
        assertThatThrownBy(this::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("image.onnx can't be read");
    }

    @Test
    void shouldRefuseWhenThereIsNoBundle() {
        assertThatThrownBy(() -> EmbeddingModels.open("classpath:weft/bundles/none", OPTIONS))
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("manifest.json");
        assertThatThrownBy(() -> EmbeddingModels.open(folder.resolve("none").toString(), OPTIONS))
                .isInstanceOf(ModelBundleException.class);
    }

    @Test
    void shouldRefuseWhenTheManifestClaimsAnotherDimension() throws IOException {
        // given
        replace("\"dimension\": 1280", "\"dimension\": 1024");

        // when, then
        assertThatThrownBy(this::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("image.onnx's output features must have 1024 dimensions, got 1280");
    }

    @Test
    void shouldRefuseWhenTheManifestNamesAnotherInput() throws IOException {
        // given
        replace("pixel_values", "pixels");

        // when, then
        assertThatThrownBy(this::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("image.onnx must have the inputs [pixels], got [pixel_values]");
    }

    @Test
    void shouldLoadAgainWhenABrokenBundleWasRepaired() throws IOException {
        // given
        replace("pixel_values", "pixels");
        assertThatThrownBy(this::open).isInstanceOf(ModelBundleException.class);
        replace("\"pixels\": \"pixels\"", "\"pixels\": \"pixel_values\"");

        // when, then
        assertThatCode(() -> open().close()).doesNotThrowAnyException();
    }

    @Test
    void shouldShareOneModelWhenOpenedTwice() {
        // given
        EmbeddingModel first = open();
        TowerInput prepared = first.prepare(RED);

        // when the first opener closes, twice by mistake
        EmbeddingModel second = open();
        first.close();
        first.close();

        // then the second still works, and only it
        assertThat(second.features(Modality.IMAGE, List.of(prepared))).hasSize(1);
        assertThatThrownBy(() -> first.features(Modality.IMAGE, List.of(prepared)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        second.close();
        assertThatThrownBy(() -> second.prepare(RED)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldSayWhatItTakesWhenAFeatureHasAnotherDimension() {
        try (EmbeddingModel model = open()) {
            assertThatThrownBy(() -> model.project(Modality.IMAGE, List.of(Embedding.of(1f))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a feature of the image tower has 1280 dimensions, got 1");
        }
    }

    @Test
    void shouldAnswerNothingWhenABatchIsEmpty() {
        try (EmbeddingModel model = open()) {
            assertThat(model.embed(Modality.IMAGE, List.of())).isEmpty();
        }
    }

    @Test
    void shouldFailWhenAnOutputIsNotFinite() {
        // given pixels that no picture has
        float[] pixels = new float[3 * 224 * 224];
        java.util.Arrays.fill(pixels, Float.NaN);

        try (EmbeddingModel model = open()) {
            // when, then
            assertThatThrownBy(() -> model.features(Modality.IMAGE, List.of(new PixelInput(pixels))))
                    .isInstanceOf(InferenceException.class);
        }
    }

    private EmbeddingModel open() {
        return EmbeddingModels.open(folder.toString(), OPTIONS);
    }

    private void replace(String part, String replacement) throws IOException {
        Path manifest = folder.resolve("manifest.json");
        String json = Files.readString(manifest);
        assertThat(json).contains(part);
        Files.writeString(manifest, json.replace(part, replacement));
    }
}
