package dev.weft.testkit.milvus;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

@UsesMilvus(MilvusKind.LITE)
final class LiteServerTest extends MilvusServerContract {

    @Test
    void shouldRefuseASettingWhichTheServerWouldIgnore() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MilvusServer.lite().withAuthorization())
                .withMessageContaining("authorizationEnabled");
    }
}
