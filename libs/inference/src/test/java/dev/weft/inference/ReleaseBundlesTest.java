package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Artifact;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.testkit.TestObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseBundlesTest {

    private static final ReleaseHeads.Files NO_FILES = new ReleaseHeads.Files() {
        @Override
        public byte[] read(Artifact artifact, long maxBytes) throws IOException {
            throw new IOException("there is no file");
        }
    };

    @TempDir
    Path folder;

    private final EmbeddingModel installed =
            EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults());
    private final ReleaseBundles bundles = new ReleaseBundles(installed, InferenceOptions.defaults());

    @AfterEach
    void close() {
        installed.close();
    }

    @Test
    void shouldTakeTheInstalledTowersWhereverTheBundleWasOpened() throws Exception {
        try (ReleaseHeads heads = bundles.open(release("/moved/since", installed), NO_FILES)) {
            assertThat(heads.model()).isSameAs(installed);
        }
    }

    @Test
    void shouldOpenTheBundleOfAReleaseWithOtherTowersAndFreeItWithTheHeads() throws Exception {
        // given
        String location = BundleFolder.copyOf("tiny-siglip", folder).path().toString();
        Release release;
        try (EmbeddingModel other = EmbeddingModels.open(location, InferenceOptions.defaults())) {
            release = release(location + "#" + other.id(), other);
        }

        // when
        ReleaseHeads heads = bundles.open(release, NO_FILES);

        // then
        EmbeddingModel model = heads.model();
        assertThat(model).isNotSameAs(installed);
        assertThat(heads.project(Modality.TEXT, model.features(Modality.TEXT, List.of(model.prepare("an apple")))))
                .singleElement()
                .satisfies(vector -> assertThat(vector.dimension()).isEqualTo(heads.dimension()));

        // when
        heads.close();

        // then
        assertThatThrownBy(() -> model.prepare("an apple")).hasMessageContaining("closed by its opener");
    }

    @Test
    void shouldRefuseABundleThatIsNotTheOneThatIsMeant() throws Exception {
        String location = BundleFolder.copyOf("tiny-siglip", folder).path().toString();
        try (EmbeddingModel other = EmbeddingModels.open(location, InferenceOptions.defaults())) {
            Release release = release(location + "#another-01234567", other);

            assertThatThrownBy(() -> bundles.open(release, NO_FILES))
                    .isInstanceOf(ModelBundleException.class)
                    .hasMessageContaining("must be another-01234567, and is " + other.id());
        }
    }

    @Test
    void shouldSayWhichTowerIsMissingWhenThereIsNoSuchBundle() throws Exception {
        String location = BundleFolder.copyOf("tiny-siglip", folder).path().toString();
        try (EmbeddingModel other = EmbeddingModels.open(location, InferenceOptions.defaults())) {
            Release release = release("/nowhere", other);

            assertThatThrownBy(() -> bundles.open(release, NO_FILES))
                    .isInstanceOf(ModelBundleException.class)
                    .hasMessageContaining("catalog@1 is of the text tower " + other.towerId(Modality.TEXT))
                    .hasMessageContaining("the bundle that it names can't be used");
        }
    }

    private static Release release(String bundle, EmbeddingModel model) {
        return FirstRelease.of(TestObjects.RELEASE, bundle, model, "test", TestObjects.NOW);
    }
}
