package dev.weft.vectorstore.milvus;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.vectorstore.VectorStoreException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MilvusConnectionTest {

    private static final int OFTEN = 2_000;

    @Test
    void shouldFailAsAStoreDoesWhenTheFailureComesAtTheVeryEndOfTheTime() {
        for (int i = 0; i < OFTEN; i++) {
            assertThatExceptionOfType(VectorStoreException.class)
                    .isThrownBy(() -> MilvusConnection.within(
                            Duration.ofMillis(1),
                            "ask",
                            () -> {
                                TimeUnit.MILLISECONDS.sleep(1);
                                throw new VectorStoreException("no answer", new IllegalStateException());
                            },
                            late -> {}));
        }
    }
}
