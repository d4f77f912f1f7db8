package dev.weft.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblyTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldKeepEverythingInItsFolder() throws Exception {
        // given
        try (DataFolder data = DataFolder.lock(folder)) {
            Assembly assembly = new Assembly(data, "127.0.0.1", 8080, 9092, OptionalInt.of(2), Optional.empty());

            // when
            var configuration = assembly.configuration();

            // then
            assertThat(configuration.keySet())
                    .contains("weft.gateway.state", "weft.object-store", "weft.vector-store", "quarkus.log.file.path");
            assertThat(configuration)
                    .hasEntrySatisfying(
                            "weft.gateway.state", value -> assertThat(value).startsWith(folder.toString()))
                    .containsEntry("weft.miner.state", folder.resolve("miner").toString())
                    .containsEntry(
                            "weft.trainer.state", folder.resolve("trainer").toString())
                    .containsEntry(
                            "weft.rollout.state", folder.resolve("rollout").toString())
                    .containsEntry("weft.object-store", "folder:" + folder.resolve("objects"))
                    .containsEntry("weft.vector-store", "lucene:" + folder.resolve("index"))
                    .containsEntry("weft.topics.partitions", "2");
        }
    }

    @Test
    void shouldKeepVectorsWhereItIsTold() throws Exception {
        // given
        try (DataFolder data = DataFolder.lock(folder)) {
            Assembly assembly = new Assembly(
                    data, "127.0.0.1", 8080, 9092, OptionalInt.of(2), Optional.of("milvus:http://milvus:19530"));

            // when
            var configuration = assembly.configuration();

            // then
            assertThat(configuration).containsEntry("weft.vector-store", "milvus:http://milvus:19530");
        }
    }

    @Test
    void shouldReachItselfWhenItListensEverywhere() throws Exception {
        // given
        try (DataFolder data = DataFolder.lock(folder)) {
            // when
            URI everywhere = new Assembly(data, "0.0.0.0", 8080, 9092, OptionalInt.empty(), Optional.empty()).gateway();
            URI six = new Assembly(data, "::1", 8080, 9092, OptionalInt.empty(), Optional.empty()).gateway();

            // then
            assertThat(everywhere).hasToString("http://127.0.0.1:8080");
            assertThat(six).hasToString("http://[::1]:8080");
        }
    }
}
