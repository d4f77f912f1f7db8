package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartTest {

    private static final PartContent.StoredObject OBJECT =
            new PartContent.StoredObject(URI.create("object:///default/x"), Sha256.ofText("x"), "image/png", 1);

    @Test
    void shouldRefuseWhenATextIsInTheObjectStore() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Part("caption", Modality.TEXT, OBJECT));
    }

    @ParameterizedTest
    @EnumSource(value = Modality.class, names = "TEXT", mode = EnumSource.Mode.EXCLUDE)
    void shouldRefuseWhenSomethingElseIsInline(Modality modality) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Part("a", modality, new PartContent.InlineText("a")))
                .withMessageContaining(modality.name());
    }

    @Test
    void shouldHashTheUtf8WhenATextIsInline() {
        assertThat(new PartContent.InlineText("ä").sha256())
                .isEqualTo(Sha256.of(new byte[] {(byte) 0xc3, (byte) 0xa4}));
    }

    @Test
    void shouldRefuseWhenASizeIsNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PartContent.StoredObject(OBJECT.uri(), OBJECT.sha256(), "image/png", -1))
                .withMessageContaining("got -1");
    }
}
