package dev.weft.testkit.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What holds for a server of any kind, seen through Milvus' own client. */
abstract class MilvusServerContract {

    private static final Duration LOADED_WITHIN = Duration.ofSeconds(60);

    @Test
    void shouldGiveBackWhatWasAcknowledgedWhenKilledAndRestarted(MilvusServer server) {
        // given
        URI before = server.uri();
        long pid = server.pid();
        Notes notes = Notes.create(server);
        try (notes) {
            notes.write("acknowledged");
        }

        // when
        server.kill();
        boolean aliveAfterKill =
                ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        server.restart();

        // then
        assertThat(aliveAfterKill).isFalse();
        assertThat(server.uri()).isEqualTo(before);
        assertThat(server.pid()).isNotEqualTo(pid);
        Awaitility.await().atMost(LOADED_WITHIN).ignoreExceptions().until(() -> {
            try (Notes reopened = notes.reopened(server)) {
                return reopened.has("acknowledged");
            }
        });
    }

    @Test
    void shouldAcceptConnectionsAndAnswerNobodyWhenSuspended(MilvusServer server) throws IOException {
        try (Notes notes = Notes.create(server);
                Notes impatient = notes.impatiently(server)) {
            notes.write("before");

            // when
            server.suspend();
            try (Socket accepted = new Socket()) {
                accepted.connect(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), server.uri().getPort()));

                // then
                assertThatThrownBy(() -> impatient.has("before")).hasMessageContaining("DEADLINE_EXCEEDED");
            } finally {
                server.resume();
            }
            // The full server takes its own parts for dead at first.
            Awaitility.await().atMost(LOADED_WITHIN).ignoreExceptions().until(() -> notes.has("before"));
        }
    }

    @Test
    void shouldLeaveNoProcessAndNoDataWhenClosed(MilvusServer shared) throws IOException {
        long folders = folders();
        MilvusServer server = MilvusLaunch.of(shared.kind()).start();
        long pid = server.pid();
        long foldersWhileOpen = folders();

        // when
        server.close();

        // then
        assertThat(foldersWhileOpen).isEqualTo(folders + 1);
        assertThat(folders()).isEqualTo(folders);
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(server::restart)
                .withMessageContaining("is closed");
    }

    @Test
    void shouldSayThatItDoesNotRunWhenSuspendedAfterAKill(MilvusServer shared) {
        try (MilvusServer server = MilvusLaunch.of(shared.kind()).start()) {
            server.kill();

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(server::suspend)
                    .withMessageContaining("does not run");
        }
    }

    private static long folders() throws IOException {
        Path data = BuildFolder.milvus().resolve("data");
        try (Stream<Path> all = Files.list(data)) {
            return all.count();
        }
    }
}
