package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {

    /** FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void shouldGiveTheStandardsAnswerWhenTheStandardsTextIsHashed() {
        assertThat(Sha256.ofText("abc")).hasToString(ABC);
    }

    @Test
    void shouldEqualTheHashOfTheBytesWhenAStreamIsLongerThanABuffer() throws IOException {
        // given
        byte[] bytes = "0123456789".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

        // when
        Sha256 hash = Sha256.of(new ByteArrayInputStream(bytes));

        // then
        assertThat(hash).isEqualTo(Sha256.of(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ba7816bf",
                "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "../816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            })
    void shouldRefuseWhenTextIsNoHash(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sha256(text));
    }
}
