package dev.weft.modelcatalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleLocksTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldHashTheBundleAndNothingElseWhenPinningAFolder() throws Exception {
        // given
        write("config.json", "{}");
        write("onnx/model.onnx", "weights");
        write(".git/config", "hidden");
        write("weft-bundle.json", "an older lock");

        // when
        SortedMap<BundlePath, Sha256> files = BundleLocks.hashFolder(folder);
        BundleLocks.write(folder, files);

        // then
        assertThat(files)
                .containsOnlyKeys(new BundlePath("config.json"), new BundlePath("onnx/model.onnx"))
                .containsEntry(new BundlePath("onnx/model.onnx"), Sha256.ofText("weights"));
        assertThat(BundleLocks.read(folder)).contains(files);
    }

    @Test
    void shouldRefuseAFolderWhenItHoldsNoModel() throws Exception {
        // given
        write("config.json", "{}");

        // when, then
        assertThatThrownBy(() -> BundleLocks.hashFolder(folder)).hasMessageContaining("it has no .onnx file");
        assertThatThrownBy(() -> BundleLocks.hashFolder(folder.resolve("none")))
                .hasMessageContaining("it has no config.json");
    }

    @Test
    void shouldRefuseALockWhenItLeavesTheFolder() throws Exception {
        // given
        write("weft-bundle.json", "{\"format\": 1, \"files\": {\"../x\": \"" + Sha256.ofText("x") + "\"}}");

        // when, then
        assertThatThrownBy(() -> BundleLocks.read(folder))
                .isInstanceOf(ModelCatalogException.class)
                .hasMessageContaining("path must be relative");
    }

    @Test
    void shouldHaveNoLockWhenThereIsNone() throws Exception {
        assertThat(BundleLocks.read(folder)).isEmpty();
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content);
    }
}
