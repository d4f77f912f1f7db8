package dev.weft.testkit.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.JavaLaunch;
import dev.weft.testkit.JavaProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ContainerServerMissingTest {

    @Test
    void shouldNameTheDependencyWhenTestcontainersIsNotOnTheClassPath() {
        try (JavaProcess jvm = JavaLaunch.of(StartingMain.class)
                .leavingOut("testcontainers", "docker-java")
                .arguments(MilvusKind.CONTAINER)
                .start()) {
            assertThat(jvm.awaitLine(line -> line.startsWith("unavailable"), Duration.ofSeconds(30)))
                    .contains("add org.testcontainers:testcontainers-milvus");
        }
    }
}
