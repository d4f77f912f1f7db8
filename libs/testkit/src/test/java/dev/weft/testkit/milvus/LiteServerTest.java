package dev.weft.testkit.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.testkit.JavaLaunch;
import dev.weft.testkit.JavaProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@UsesMilvus(MilvusKind.LITE)
final class LiteServerTest extends MilvusServerContract {

    @Test
    void shouldRefuseASettingWhichTheServerWouldIgnore() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MilvusServer.lite().withAuthorization())
                .withMessageContaining("authorizationEnabled");
    }

    @Test
    void shouldBeEndedByTheNextWhenItsJvmWasKilled() {
        // given
        ProcessHandle left;
        try (JavaProcess jvm = JavaLaunch.of(StartingMain.class)
                .options("-Dweft.root=" + System.getProperty("weft.root"))
                .arguments(MilvusKind.LITE)
                .start()) {
            String told = jvm.awaitLine(line -> line.startsWith("server "), Duration.ofMinutes(2));
            left = ProcessHandle.of(Long.parseLong(told.substring("server ".length())))
                    .orElseThrow();
            jvm.kill();
        }
        boolean outlivesItsJvm = left.isAlive();

        // when
        MilvusServer.lite().start().close();

        // then
        assertThat(outlivesItsJvm).isTrue();
        assertThat(left.isAlive()).isFalse();
    }
}
