package dev.weft.testkit.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

final class MilvusExtensionTest {

    private final Properties before = (Properties) System.getProperties().clone();

    @BeforeEach
    void requireNothing() {
        System.clearProperty(MilvusExtension.REQUIRED);
    }

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @Test
    void shouldRunTheTestsWhenTheServerStarts() {
        assertThat(MilvusExtension.decide("Milvus 9", () -> {}).isDisabled()).isFalse();
    }

    @Test
    void shouldSkipAndSayWhyWhenTheServerCannotBeHad() {
        ConditionEvaluationResult result = MilvusExtension.decide("Milvus 9", MilvusExtensionTest::unavailable);

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).contains("skipped: Milvus 9: no python3: install it");
    }

    @Test
    void shouldFailWhenTheServerCannotBeHadAndServersAreRequired() {
        System.setProperty(MilvusExtension.REQUIRED, "true");

        assertThatExceptionOfType(MilvusUnavailableException.class)
                .isThrownBy(() -> MilvusExtension.decide("Milvus 9", MilvusExtensionTest::unavailable));
    }

    @Test
    void shouldFailWhenTheServerIsThereAndDoesNotStart() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> MilvusExtension.decide("Milvus 9", () -> {
                    throw new IllegalStateException("it crashed");
                }));
    }

    private static void unavailable() {
        throw new MilvusUnavailableException("no python3: install it");
    }
}
