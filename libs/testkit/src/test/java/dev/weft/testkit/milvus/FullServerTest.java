package dev.weft.testkit.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("soak")
@UsesMilvus(MilvusKind.FULL)
final class FullServerTest extends MilvusServerContract {

    @Test
    void shouldRefuseAWrongPasswordWhenAuthorizationIsOn() {
        try (MilvusServer server = MilvusServer.full().withAuthorization().start()) {
            assertThatThrownBy(() -> Notes.connect(server, "root:wrong")).hasMessageContaining("auth");
            assertThatCode(() -> Notes.connect(server, "root:Milvus").close()).doesNotThrowAnyException();
        }
    }

    @Test
    void shouldKeepItsOwnRowsWhenAnotherOneRunsBesideIt(MilvusServer server) {
        try (MilvusServer other = MilvusServer.full().start();
                Notes here = Notes.create(server);
                Notes there = Notes.create(other)) {
            here.write("here");

            assertThat(here.has("here")).isTrue();
            assertThat(there.has("here")).isFalse();
        }
    }
}
