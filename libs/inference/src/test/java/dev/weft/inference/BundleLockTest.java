package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleLockTest {

    private static final Sha256 HASH = Sha256.ofText("{}");

    @TempDir
    private Path folder;

    @Test
    void shouldReadWhatWasWrittenAndLeaveNothingElse() throws IOException {
        // given
        Map<String, Sha256> files = Map.of("config.json", HASH, "onnx/text_model.onnx", Sha256.ofText("graph"));

        // when
        BundleLock.write(folder, files);

        // then
        assertThat(BundleLock.read(folder).files()).isEqualTo(files);
        try (Stream<Path> written = Files.list(folder)) {
            assertThat(written).containsExactly(folder.resolve(BundleLock.FILE));
        }
    }

    @Test
    void shouldHashWhatABundleConsistsOfWhenAFolderIsPinned() throws IOException {
        // given
        BundleFolder bundle = new BundleFolder(folder)
                .put("config.json", "{}")
                .put("onnx/model.onnx", "{}")
                .put("1_Pooling/config.json", "{}")
                .put("README.md", "{}")
                .put("cache/config.json", "{}")
                .put(BundleLock.FILE, "{}");

        // when
        BundleLock lock = BundleLock.of(bundle.path());

        // then
        assertThat(lock.files())
                .isEqualTo(Map.of("config.json", HASH, "onnx/model.onnx", HASH, "1_Pooling/config.json", HASH));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"format\": 2, \"files\": {}} | weft-bundle.json.format must be 1, got 2",
                "{\"format\": 1} | weft-bundle.json.files is missing",
                "{\"format\": 1, \"files\": {}} | a lock must have files, got none",
                "{\"format\": 1, \"files\": {\"config.json\": \"abc\"}} | sha256 must be 64 lower-case hexadecimal digits",
                "{\"format\": 1, \"files\": {\"config.json\": 1}} | weft-bundle.json.files.config.json must be a text, got NUMBER",
                "{\"format\": 1, \"files\": {\"../config.json\": \"HASH\"}} | must be a relative path without '..'",
                "[ | weft-bundle.json is not JSON",
            })
    void shouldSayWhatIsWrongWhenALockIsNoLock(String json, String message) {
        // given
        new BundleFolder(folder).put(BundleLock.FILE, json.replace("HASH", HASH.hex()));

        // when, then
        assertThatThrownBy(() -> BundleLock.read(folder))
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseWhenThereIsNoLock() {
        assertThatThrownBy(() -> BundleLock.read(folder))
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("must have a weft-bundle.json");
    }
}
