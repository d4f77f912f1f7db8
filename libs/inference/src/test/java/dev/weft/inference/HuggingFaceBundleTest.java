package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.AudioClip;
import dev.weft.core.Modality;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles in the Hugging Face layout: what is read from them, and what is refused. */
class HuggingFaceBundleTest {

    @TempDir
    private Path temp;

    @Test
    void shouldSayWhatToRunWhenNothingListsTheHashes() {
        // given
        BundleFolder folder = BundleFolder.copyOf("tiny-siglip", temp).delete(BundleLock.FILE);

        // when, then
        assertThatThrownBy(folder::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("has no weft-bundle.json")
                .hasMessageContaining("./weft models pull")
                .hasMessageContaining("./weft models pin DIR");
    }

    @ParameterizedTest
    @CsvSource({"config.json", "preprocessor_config.json", "tokenizer.json", "golden.json", "onnx/text_model.onnx"})
    void shouldRefuseWhenAByteOfAListedFileIsFlipped(String file) {
        // given
        BundleFolder folder = BundleFolder.copyOf("tiny-siglip", temp);
        byte[] bytes = folder.bytes(file);
        bytes[bytes.length / 2] ^= 1;
        folder.put(file, bytes);

        // when, then
        assertThatThrownBy(folder::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining(file + " must have sha256");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tiny-clip | config.json | '\"projection_dim\": 32,\n  \"text' | '\"projection_dim\": 64,\n  \"text' | config.json.projection_dim must be the 32 dimensions of onnx/text_model.onnx's output text_embeds, got 64",
                "tiny-clip | preprocessor_config.json | '\"resample\": 3' | '\"resample\": 1' | preprocessor_config.json: resample must be 2 (bilinear) or 3 (bicubic), got 1",
                "tiny-clip | preprocessor_config.json | 'CLIPImageProcessor' | 'Siglip2ImageProcessor' | preprocessor_config.json: image_processor_type must be one of",
                "tiny-clip | preprocessor_config.json | '\"do_resize\": true' | '\"do_resize\": false' | preprocessor_config.json.do_resize must be true, got false",
                "tiny-clip | preprocessor_config.json | '\"do_center_crop\": true' | '\"do_center_crop\": false' | do_center_crop must be true where size is a shortest_edge",
                "tiny-siglip | preprocessor_config.json | '\"do_resize\": true' | '\"do_resize\": true, \"do_center_crop\": true' | do_center_crop must be false where size is a height and a width",
                "tiny-clip | preprocessor_config.json | '\"shortest_edge\": 224' | '\"shortest_edge\": 200' | crop_size must not be larger than size.shortest_edge 200",
                "tiny-clip | preprocessor_config.json | '\"shortest_edge\": 224' | '\"longest_edge\": 224' | preprocessor_config.json.size.width is missing",
                "tiny-clip | preprocessor_config.json | '\"resample\": 3' | '\"resample\": 3, \"do_flip\": true' | preprocessor_config.json has fields that are not supported: [do_flip]",
                "tiny-siglip | preprocessor_config.json | '\"height\": 224' | '\"height\": 256' | onnx/vision_model.onnx's input pixel_values must be FLOAT [-1, 3, 256, 224]",
                "tiny-siglip | tokenizer_config.json | '\"pad_token\": \"<pad>\"' | '\"pad_token\": \"<fill>\"' | tokenizer_config.json.pad_token must be one of tokenizer.json.added_tokens, got '<fill>'",
                "tiny-siglip | tokenizer_config.json | '\"backend\"' | '\"padding_side\": \"left\", \"backend\"' | tokenizer_config.json.padding_side must be 'right', got 'left'",
                "tiny-clip | tokenizer_config.json | '\"<|endoftext|>\",\n  \"tok' | '\"<|startoftext|>\",\n  \"tok' | golden.json: the tokens of 'a photo of a cat' must be",
                "tiny-clap | preprocessor_config.json | '\"top_db\": null' | '\"top_db\": 80' | preprocessor_config.json: top_db must be null, got 80",
                "tiny-clap | preprocessor_config.json | '\"rand_trunc\"' | '\"middle\"' | truncation must be 'rand_trunc' or 'fusion', got 'middle'",
                "tiny-clap | preprocessor_config.json | '\"rand_trunc\"' | '\"fusion\"' | onnx/audio_model.onnx's input input_features must be FLOAT [-1, 4, 1001, 64]",
                "tiny-clap | preprocessor_config.json | '\"repeatpad\"' | '\"reflect\"' | padding must be 'repeatpad', 'repeat' or 'pad', got 'reflect'",
                "tiny-clap | preprocessor_config.json | '1024' | '1000' | fft_window_size must be a power of two, got 1000",
                "tiny-clap | preprocessor_config.json | '480000' | '480001' | nb_max_samples must be max_length_s times sampling_rate, 480000, got 480001",
                "tiny-clap | preprocessor_config.json | '14000' | '34000' | half the sampling_rate, got 0.0 and 34000.0",
                "tiny-clap | preprocessor_config.json | 'ClapFeatureExtractor' | 'WhisperFeatureExtractor' | preprocessor_config.json.feature_extractor_type must be 'ClapFeatureExtractor'",
                "tiny-clap | preprocessor_config.json | '\"hop_length\": 480' | '\"hop_length\": 240' | [-1, 1, 2001, 64]",
            })
    void shouldNameTheFileAndTheFieldWhenAConfigurationIsWrong(
            String bundle, String file, String part, String replacement, String message) {
        // given
        BundleFolder folder = BundleFolder.copyOf(bundle, temp).replace(file, part, replacement);

        // when, then
        assertThatThrownBy(folder::open)
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldSayWhichVariantsThereAreWhenTheBundleHasNotTheOneAskedFor() {
        // given
        BundleFolder folder = BundleFolder.copyOf("tiny-siglip", temp);
        InferenceOptions options = new InferenceOptions(1, Device.CPU, ModelVariant.QUANTIZED);

        // when, then
        assertThatThrownBy(() -> folder.open(options))
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("the variant QUANTIZED needs onnx/")
                .hasMessageContaining("_quantized.onnx, but the bundle has this graph as [FP32] only");
    }

    @Test
    void shouldRunTheVariantAskedForWhenTheBundleHasSeveral() {
        // given
        BundleFolder folder = BundleFolder.copyOf("tiny-clap", temp);
        folder.put("onnx/audio_model_fp16.onnx", folder.bytes("onnx/audio_model.onnx"))
                .delete("onnx/audio_model.onnx")
                .pin();

        // when
        try (EmbeddingModel model = folder.open(new InferenceOptions(1, Device.CPU, ModelVariant.FP16))) {
            // then
            assertThat(model.modalities()).containsExactly(Modality.AUDIO);
        }
    }

    @Test
    void shouldRefuseWhenTheMachineHasNotTheDeviceAskedFor() {
        // given a build without CUDA
        BundleFolder folder = BundleFolder.copyOf("tiny-siglip", temp);
        InferenceOptions options = new InferenceOptions(1, Device.CUDA, ModelVariant.FP32);

        // when, then
        assertThatThrownBy(() -> folder.open(options))
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("device cuda can't be used")
                .hasMessageContaining("Build with the Maven profile 'cuda'");
    }

    @Test
    void shouldSayWhatSoundsMustBeWhenTheBundleHasAnAudioTower() {
        try (EmbeddingModel model = BundleFolder.copyOf("tiny-clap", temp).open()) {
            assertThat(model.audioInput()).contains(new AudioInput(48_000, Duration.ofSeconds(10)));
            assertThat(model.executionProvider()).isEqualTo("cpu");
            assertThat(model.towerId(Modality.AUDIO)).startsWith("audio-");
            assertThat(model.id()).startsWith("clap-");
            AudioClip other = new AudioClip(16_000, new float[16_000]);
            assertThatThrownBy(() -> model.prepare(other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("48000 samples a second for this model, got 16000");
        }
    }

    @Test
    void shouldRefuseSoundsWhenTheBundleHasNoAudioTower() {
        // given
        AudioClip clip = new AudioClip(48_000, new float[1]);

        try (EmbeddingModel model = BundleFolder.copyOf("tiny-siglip", temp).open()) {
            assertThat(model.audioInput()).isEmpty();
            assertThatThrownBy(() -> model.prepare(clip))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("modality must be one of");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tiny-clip | '' | '' | 14.285 | 0",
                "tiny-clap | '' | '' | 14.285 | 0",
                "tiny-clip | '\"initializer_factor\": 1.0,\n  \"logit' | '\"logit_scale\": 4.6052, \"logit' | 100 | 0",
                "tiny-siglip | '\"model_type\": \"siglip\"' | '\"model_type\": \"siglip\", \"logit_scale\": 4.7647, \"logit_bias\": -12.93' | 117.3 | -12.93",
            })
    void shouldHaveTheFactorAndNotItsLogarithmWhenTheConfigurationHasAScale(
            String bundle, String part, String replacement, double scale, double bias) {
        // given
        BundleFolder folder = BundleFolder.copyOf(bundle, temp).replace("config.json", part, replacement);

        try (EmbeddingModel model = folder.open()) {
            // when
            SimilarityScale similarity = model.similarity().orElseThrow();

            // then
            assertThat(similarity.logitScale()).isEqualTo(scale, Offset.offset(0.02));
            assertThat(similarity.logitBias()).isEqualTo(bias);
        }
    }

    @Test
    void shouldHaveNoScaleWhenTheConfigurationHasNone() {
        try (EmbeddingModel model = BundleFolder.copyOf("tiny-siglip", temp).open()) {
            assertThat(model.similarity()).isEmpty();
            assertThat(model.matryoshkaDimensions()).isEmpty();
        }
    }

    @Test
    void shouldHaveTheMatryoshkaDimensionsWhenTheConfigurationHasSome() {
        // given
        BundleFolder folder = BundleFolder.copyOf("tiny-clap", temp)
                .replace(
                        "config.json",
                        "\"model_type\": \"clap\"",
                        "\"model_type\": \"clap\", \"matryoshka_dimensions\": [8, 16]");

        try (EmbeddingModel model = folder.open()) {
            assertThat(model.matryoshkaDimensions()).containsExactly(8, 16);
        }
    }

    @Test
    void shouldLowerTheCaseWhenTheTokenizersConfigurationSaysSo() {
        // given a tokenizer that doesn't do it itself, and vectors that are no longer the reference's
        BundleFolder folder = BundleFolder.copyOf("tiny-siglip", temp);
        folder.delete(GoldenFile.FILE).replace("tokenizer.json", "\"Lowercase\"", "\"NFKC\"");
        BundleFolder lower = BundleFolder.copyOf("tiny-siglip", temp.resolve("lower"));
        lower.delete(GoldenFile.FILE)
                .replace("tokenizer.json", "\"Lowercase\"", "\"NFKC\"")
                .replace("tokenizer_config.json", "\"backend\"", "\"do_lower_case\": true, \"backend\"");

        try (EmbeddingModel asItIs = folder.open();
                EmbeddingModel lowered = lower.open()) {
            assertThat(ids(lowered, "A CUP")).isEqualTo(ids(asItIs, "a cup"));
            assertThat(ids(asItIs, "A CUP")).isNotEqualTo(ids(asItIs, "a cup"));
        }
    }

    private static long[] ids(EmbeddingModel model, String text) {
        return ((TokenInput) model.prepare(text)).ids();
    }
}
