package dev.weft.modelcatalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Modality;
import dev.weft.core.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCatalogTest {

    private static final String HASH = Sha256.ofText("x").hex();

    private static final String TINY = """
            name: tiny
            description: for a test
            modalities: [text, image]
            dimension: 8
            licence: Apache-2.0
            sources:
              - folder: weights/tiny
              - classpath: weft/tiny
                names: {config.json: tiny-config.json}
              - mirror: https://example.org/models/
              - huggingface: owner/tiny
                revision: main
            files:
              - path: config.json
                size: 10
                sha256: %s
              - path: onnx/text_model.onnx
                variant: fp32
              - path: onnx/text_model_fp16.onnx
                variant: fp16
            """.formatted(HASH);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldReadEverythingWhenAllIsGiven() throws Exception {
        // given
        write(TINY);

        // when
        ModelBundle bundle = ModelCatalog.read(folder).find("tiny").orElseThrow();

        // then
        assertThat(bundle.modalities()).containsExactly(Modality.TEXT, Modality.IMAGE);
        assertThat(bundle.dimension()).isEqualTo(8);
        assertThat(bundle.sources())
                .containsExactly(
                        new ModelSource.Folder(folder.toAbsolutePath().resolve("weights/tiny")),
                        new ModelSource.ClassPath(
                                "weft/tiny", Map.of(new BundlePath("config.json"), new BundlePath("tiny-config.json"))),
                        ModelSource.parse("https://example.org/models"),
                        ModelSource.parse("hf:owner/tiny"));
        assertThat(bundle.files(ModelVariant.FP16))
                .extracting(file -> file.path().value())
                .containsExactly("config.json", "onnx/text_model_fp16.onnx");
        assertThat(bundle.files().getFirst().sha256()).contains(new Sha256(HASH));
        assertThat(bundle.files().getLast().sha256()).isEmpty();
        assertThat(bundle.sizeBytes(ModelVariant.FP32)).isEmpty();
        assertThat(bundle.has(ModelVariant.QUANTIZED)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sha256: | sha265: | files[0].sha265
            dimension: 8 | dimensions: 8 | dimensions
            dimension: 8 | dimension: 8.5 | dimension
            dimension: 8 | dimension: 0 | dimension must be positive
            dimension: 8 | dimension: ~ | dimension must be given
            revision: main | # | revision must be given
            mirror: https://example.org/models/ | mirror: ftp://example.org/ | a mirror must be an http
            folder: weights/tiny | folder: ../weights | path must be relative
            folder: weights/tiny | folder: /etc | path must be relative
            classpath: weft/tiny | classpath: weft/../../x | path must be relative
            huggingface: owner/tiny | huggingface: owner/../../tiny | must look like owner/name
            revision: main | revision: ../../other/resolve/main | revision must be a commit
            path: config.json | path: ../config.json | path must be relative
            path: config.json | path: /etc/passwd | path must be relative
            path: config.json | path: a/../../b | path must be relative
            path: config.json | path: 'a\\b' | path must be relative
            path: config.json | path: 'a?b' | path must be relative
            path: config.json | path: .ssh/id | path must be relative
            path: config.json | path: weft-bundle.json | path must not be weft-bundle.json
            path: config.json | path: onnx/text_model.onnx | files must differ in path
            variant: fp16 | variant: int4 | variant must be one of fp32, fp16, quantized
            name: tiny | name: ../tiny | name must be lower-case letters
            name: tiny | name: other | name must be that of the file
            [text, image] | [text, smell] | modality must be one of
            licence: Apache-2.0 | dimension: 9 | Duplicate
            """)
    void shouldNameFileAndFieldWhenSomethingIsWrong(String right, String wrong, String message) throws Exception {
        // given
        assertThat(TINY).contains(right);
        write(TINY.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)));

        // when, then
        assertThatThrownBy(() -> ModelCatalog.read(folder))
                .isInstanceOf(ModelCatalogException.class)
                .hasMessageContaining("tiny.yaml")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org/x", "file:///etc", "hf:owner", "hf:a/b@../c", "http://", "https://a/?q"})
    void shouldRefuseASourceWhenItIsNone(String text) {
        assertThatThrownBy(() -> ModelSource.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** What this repository ships. */
    @Test
    void shouldReadTheShippedCatalogWhenAsked() throws Exception {
        // given
        Path shipped = Path.of(System.getProperty("weft.root", "../.."), "infra", "models");

        // when
        ModelCatalog catalog = ModelCatalog.read(shipped);

        // then
        assertThat(catalog.bundles())
                .extracting(ModelBundle::name)
                .containsExactly(
                        "clap-htsat-unfused", "clip-vit-b32", "demo", "minilm", "mobileclip-s0", "siglip2-base");
        assertThat(catalog.bundles())
                .allSatisfy(bundle -> assertThat(bundle.has(ModelVariant.FP32)).isTrue());
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("tiny.yaml"), yaml);
    }
}
