package dev.weft.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {

    @Test
    void shouldDescribeTowersAndHeadsWhenTheDemoManifestIsRead() {
        // when
        BundleManifest manifest = ManifestReader.read(demo().getBytes(UTF_8));

        // then
        assertThat(manifest.name()).isEqualTo("demo");
        assertThat(manifest.dimension()).isEqualTo(640);
        ImageTowerSpec image = manifest.image().orElseThrow().tower();
        assertThat(image.model().toString()).isEqualTo("image.onnx");
        assertThat(image.processing().mean()).isEqualTo(List.of(0.485, 0.456, 0.406));
        TextTowerSpec text = manifest.text().orElseThrow().tower();
        assertThat(text.model().origin()).isEqualTo(BundleFile.Origin.CLASS_PATH);
        assertThat(text.pooling()).isEqualTo(Pooling.MEAN);
        assertThat(text.processing().maxTokens()).isEqualTo(128);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"format\": 1' | '\"format\": 2' | manifest.json.format must be 1, got 2",
                "'\"name\": \"demo\"' | '\"name\": \"../demo\"' | name must be lower-case letters",
                "'\"name\": \"demo\",' | '' | manifest.json.name is missing",
                "'\"dimension\": 640' | '\"dimension\": 0' | dimension must be positive, got 0",
                "'\"dimension\": 640' | '\"dimension\": \"640\"' | manifest.json.dimension must be a whole number, got STRING",
                "'\"dimension\": 640' | '\"dimension\": 640, \"colour\": 1' | manifest.json has fields that are not supported: [colour]",
                "'\"pooling\": \"mean\"' | '\"pooling\": \"max\"' | pooling must be one of",
                "'\"pooling\": \"none\"' | '\"pooling\": \"mean\"' | manifest.json.towers.image.pooling must be 'none', got 'mean'",
                "'pad-white-square' | 'crop' | manifest.json.towers.image.processing.resize must be 'pad-white-square', got 'crop'",
                "'\"size\": 224' | '\"size\": 100000' | size must be 1 to 2048 pixels, got 100000",
                "'[0.229, 0.224, 0.225]' | '[0.229, 0.224]' | mean and std must be three numbers",
                "'[0.229, 0.224, 0.225]' | '[0.229, 0, 0.225]' | std without zero",
                "'\"maxTokens\": 128' | '\"maxTokens\": 0' | maxTokens must be positive, got 0",
                "'\"image\": {\n      \"model\"' | '\"audio\": {\n      \"model\"' | fields that are not supported: [audio]",
                "'image.onnx\"' | '../image.onnx\"' | must be a relative path without '..', got '../image.onnx'",
                "'image.onnx\"' | '/etc/image.onnx\"' | must be a relative path",
                "'a3c359648c' | 'A3c359648c' | sha256 must be 64 lower-case hexadecimal digits",
                "'{\n  \"format\"' | '[{\n  \"format\"' | manifest.json is not JSON",
            })
    void shouldNameTheFieldWhenTheManifestIsWrong(String part, String replacement, String message) {
        // given
        String demo = demo();
        assertThat(demo).contains(part);
        String wrong = demo.replace(part, replacement == null ? "" : replacement);

        // when, then
        assertThatThrownBy(() -> ManifestReader.read(wrong.getBytes(UTF_8)))
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"224, 192", "0.485, 0.5", "128, 64", "a3c3, b3c3", "none, none"})
    void shouldChangeTheTowersNamesWhenTheirOutputsWould(String part, String replacement) {
        // given
        BundleManifest demo = ManifestReader.read(demo().getBytes(UTF_8));

        // when
        BundleManifest other =
                ManifestReader.read(demo().replace(part, replacement).getBytes(UTF_8));

        // then
        boolean same = part.equals(replacement);
        assertThat(names(other).equals(names(demo))).isEqualTo(same);
        assertThat(other.id().equals(demo.id())).isEqualTo(same);
    }

    private static List<String> names(BundleManifest manifest) {
        return manifest.encoders().values().stream()
                .map(encoder -> encoder.tower().id())
                .toList();
    }

    private static String demo() {
        try (InputStream json = BundleSource.at("classpath:weft/bundles/demo").open(ManifestReader.FILE)) {
            return new String(json.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
