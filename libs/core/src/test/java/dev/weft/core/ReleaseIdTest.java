package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseIdTest {

    @Test
    void shouldBeReadFromItsCollection() {
        ReleaseId release = new ReleaseId("catalog", 12);
        assertThat(ReleaseId.ofCollection(release.collection())).contains(release);
        assertThat(ReleaseId.ofCollection("catalog")).isEmpty();
        assertThat(ReleaseId.ofCollection("catalog__r0")).isEmpty();
        assertThat(ReleaseId.ofCollection("catalog__rx")).isEmpty();
    }

    @Test
    void shouldNameItsCollectionWhenParsed() {
        assertThat(ReleaseId.parse("catalog@7").collection()).isEqualTo("catalog__r7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@1", "my_space@42", "a1_b2_c3_d4@999999999"})
    void shouldReadItsOwnTextWhenWritten(String text) {
        assertThat(ReleaseId.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "catalog",
                "catalog@",
                "@1",
                "catalog@0",
                "catalog@-1",
                "catalog@+1",
                "catalog@01",
                "catalog@1.0",
                "catalog@9999999999",
                "catalog@\u0661",
                "Catalog@1",
                "cat__alog@1",
                "catalog_@1",
                "_catalog@1",
                "a/b@1",
                "a@b@1",
                "catalog@1 ",
                "catalog@1\n"
            })
    void shouldRefuseWhenTextIsNoRelease(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReleaseId.parse(text));
    }

    @ParameterizedTest
    @MethodSource("dev.weft.core.Hostile#ids")
    void shouldRefuseWhenASpaceIsHostile(String hostile) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReleaseId(hostile, 1));
    }
}
