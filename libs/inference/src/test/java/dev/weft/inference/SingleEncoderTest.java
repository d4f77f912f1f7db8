package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles of one encoder, and graphs that must not be loaded. The text encoder's state of token t is (t, 1, 0, 0). */
class SingleEncoderTest {

    private static final String POOLING = """
            {"word_embedding_dimension": 4, "pooling_mode_cls_token": false, "pooling_mode_mean_tokens": true,
             "pooling_mode_max_tokens": false}""";

    private static final RgbImage RED = new RgbImage(1, 1, new byte[] {(byte) 255, 0, 0});

    @TempDir
    private Path temp;

    private BundleFolder folder = new BundleFolder(Path.of(""));

    @BeforeEach
    void makeBundle() {
        folder = new BundleFolder(temp.resolve("encoder"))
                .put("config.json", "{\"model_type\": \"bert\", \"hidden_size\": 4, \"max_position_embeddings\": 6}")
                .put("tokenizer_config.json", "{\"pad_token\": {\"content\": \"[PAD]\"}, \"model_max_length\": 1e30}")
                .put("tokenizer.json", """
                        {"version": "1.0", "added_tokens": [{"id": 0, "content": "[PAD]", "single_word": false, "lstrip": false,
                         "rstrip": false, "normalized": false, "special": true}], "normalizer": null,
                         "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null, "decoder": null,
                         "model": {"type": "WordLevel", "vocab": {"[PAD]": 0, "one": 1, "two": 2, "three": 3, "nine": 9}, "unk_token": "[PAD]"}}""")
                .put("1_Pooling/config.json", POOLING)
                .put("modules.json", """
                        [{"idx": 0, "type": "sentence_transformers.models.Transformer"},
                         {"idx": 1, "type": "sentence_transformers.models.Pooling"}]""")
                .put("onnx/model.onnx", graph("encoder"))
                .pin();
    }

    @ParameterizedTest
    @CsvSource({"mean, 3, 5.25", "cls, 1, 1"})
    void shouldPoolTheTextsOwnTokensWhenABatchIsPadded(String pooling, double first, double second) {
        // given
        if (pooling.equals("cls")) {
            folder.replace("1_Pooling/config.json", "cls_token\": false", "cls_token\": true")
                    .replace("1_Pooling/config.json", "mean_tokens\": true", "mean_tokens\": false");
        }
        try (EmbeddingModel model = folder.open()) {
            // when
            List<Embedding> embeddings = model.embed(
                    Modality.TEXT, List.of(model.prepare("one two nine one two"), model.prepare("one two nine nine")));

            // then
            assertThat(slope(embeddings.getFirst())).isEqualTo(first, Offset.offset(1e-4));
            assertThat(slope(embeddings.getLast())).isEqualTo(second, Offset.offset(1e-4));
        }
    }

    /** The mean token, which normalising leaves as the ratio of the first two numbers. */
    private static double slope(Embedding embedding) {
        return embedding.get(0) / embedding.get(1);
    }

    @Test
    void shouldCutTextsWhenTheEncoderTakesFewerTokens() {
        try (EmbeddingModel model = folder.open()) {
            assertThat(((TokenInput) model.prepare("one ".repeat(10))).ids()).hasSize(6);
        }
        folder.put("sentence_bert_config.json", "{\"max_seq_length\": 3}").pin();
        try (EmbeddingModel model = folder.open()) {
            assertThat(((TokenInput) model.prepare("one ".repeat(10))).ids()).hasSize(3);
        }
    }

    @Test
    void shouldRunWhenTheOneEncoderIsOfPictures() {
        // given
        folder = pictures("picture", 3);

        try (EmbeddingModel model = folder.open()) {
            // when
            List<Embedding> embeddings = model.embed(Modality.IMAGE, List.of(model.prepare(RED)));

            // then
            assertThat(embeddings).containsExactly(Embedding.of(1, 0, 0));
            assertThat(model.id()).startsWith("vit-");
        }
    }

    @Test
    void shouldTakeTheConfigurationsDimensionWhenTheGraphLeavesItOpen() {
        // given
        folder = pictures("open", 3);
        TowerInput prepared;

        // when
        try (EmbeddingModel model = folder.open()) {
            prepared = model.prepare(RED);

            // then
            assertThat(model.embed(Modality.IMAGE, List.of(prepared))).containsExactly(Embedding.of(1, 0, 0));
        }
        folder.replace("config.json", "hidden_size", "size");
        assertThatThrownBy(folder::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("config.json.hidden_size is missing, and onnx/model.onnx leaves the dimension");
    }

    @Test
    void shouldFailWhenARunTellsAnotherDimensionThanTheConfiguration() {
        // given
        folder = pictures("open", 4);

        try (EmbeddingModel model = folder.open()) {
            TowerInput prepared = model.prepare(RED);

            // when, then
            assertThatThrownBy(() -> model.embed(Modality.IMAGE, List.of(prepared)))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("the output must have 4 numbers, got 3");
        }
    }

    private BundleFolder pictures(String graph, int dimension) {
        return new BundleFolder(temp.resolve(graph))
                .put("config.json", "{\"model_type\": \"vit\", \"hidden_size\": " + dimension + "}")
                .put("preprocessor_config.json", """
                        {"image_processor_type": "ViTImageProcessor", "size": 2, "resample": 2, "do_normalize": false}""")
                .put("onnx/model.onnx", graph(graph))
                .pin();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config.json | '\"hidden_size\": 4' | '\"hidden_size\": 8' | config.json.hidden_size must be the 4 dimensions",
                "config.json | '\"model_type\"' | '\"type\"' | config.json.model_type is missing",
                "config.json | ', \"max_position_embeddings\": 6' | '' | tokenizer_config.json.model_max_length must say how many tokens",
                "modules.json | 'models.Pooling' | 'models.Dense' | modules.json.list: type must be one of",
                "1_Pooling/config.json | 'mean_tokens\": true' | 'mean_tokens\": false' | one of pooling_mode_cls_token and pooling_mode_mean_tokens must be true",
                "1_Pooling/config.json | 'max_tokens\": false' | 'max_tokens\": true' | 1_Pooling/config.json.pooling_mode_max_tokens must be false, got true",
            })
    void shouldNameTheFileAndTheFieldWhenAConfigurationIsWrong(
            String file, String part, String replacement, String message) {
        // given
        folder.replace(file, part, replacement == null ? "" : replacement);

        // when, then
        assertThatThrownBy(folder::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseWhenNothingSaysHowTokensArePooled() {
        // given
        folder.delete("1_Pooling/config.json").pin();

        // when, then
        assertThatThrownBy(folder::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("1_Pooling/config.json that says how they are pooled, got [last_hidden_state]");
    }

    @ParameterizedTest
    @CsvSource({"outside", "absolute", "beside"})
    void shouldRefuseWhenWeightsLieOutsideTheGraph(String graph) throws IOException {
        // given weights where the graph says they are, of no listed hash
        Files.write(temp.resolve("secret.bin"), new byte[640]);
        folder.put("onnx/model.onnx", graph(graph)).pin();

        // when, then
        assertThatThrownBy(folder::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("onnx/model.onnx is no graph that can be run");
    }

    @Test
    void shouldRefuseWhenAGraphHasAnOperatorOfItsOwn() {
        // given
        folder.put("onnx/model.onnx", graph("custom")).pin();

        // when, then
        assertThatThrownBy(folder::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("onnx/model.onnx is no graph that can be run");
    }

    @Test
    void shouldLoadAgainWhenABrokenGraphWasReplaced() {
        // given
        folder.put("onnx/model.onnx", graph("custom")).pin();
        assertThatThrownBy(folder::open).isInstanceOf(ModelBundleException.class);
        folder.put("onnx/model.onnx", graph("encoder")).pin();

        // when, then
        assertThatCode(() -> folder.open().close()).doesNotThrowAnyException();
    }

    private static byte[] graph(String name) {
        return new BundleFolder(BundleFolder.resource("/graphs")).bytes(name + ".onnx");
    }
}
