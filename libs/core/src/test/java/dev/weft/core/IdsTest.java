package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @ParameterizedTest
    @MethodSource("dev.weft.core.Hostile#ids")
    void shouldRefuseWhenAnIdIsHostile(String hostile) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MediaId(hostile));
        assertThatIllegalArgumentException().isThrownBy(() -> new TenantId(hostile));
        assertThatIllegalArgumentException().isThrownBy(() -> new PartKey(MediaKey.of("default", "a"), hostile));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Part(hostile, Modality.TEXT, new PartContent.InlineText("a")));
    }

    @ParameterizedTest
    @MethodSource("dev.weft.core.Hostile#ids")
    void shouldStayOnOneShortLineWhenAnIdIsRefused(String hostile) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaId(hostile))
                .satisfies(error -> assertThat(error.getMessage())
                        .hasSizeLessThan(250)
                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]")
                        .contains("got '"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "...", "a.b_c~d-e", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "~"})
    void shouldAcceptWhenAnIdIsUnreserved(String id) {
        assertThat(new MediaId(id)).hasToString(id);
    }

    @Property
    void shouldReadItsOwnTextWhenKeysAreWritten(
            @ForAll("ids") String tenant, @ForAll("ids") String id, @ForAll("ids") String part) {
        MediaKey media = MediaKey.of(tenant, id);
        PartKey key = new PartKey(media, part);

        assertThat(MediaKey.parse(media.toString())).isEqualTo(media);
        assertThat(PartKey.parse(key.toString())).isEqualTo(key);
    }

    @Property
    void shouldNeverThrowAnythingElseWhenAnyTextIsParsed(@ForAll String text) {
        for (Runnable parse : new Runnable[] {
            () -> MediaKey.parse(text), () -> PartKey.parse(text), () -> ReleaseId.parse(text), () -> new Sha256(text)
        }) {
            try {
                parse.run();
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageContaining("got");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/", "a/", "/b", "a/b/c", "a#b", "../b", "a/.."})
    void shouldRefuseWhenTextIsNoMediaKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MediaKey.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a#b", "a/b#", "#c", "a/b#c#d", "a/b#c/d"})
    void shouldRefuseWhenTextIsNoPartKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PartKey.parse(text));
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars("._~-")
                .ofMinLength(1)
                .ofMaxLength(128)
                .filter(id -> !id.equals(".") && !id.equals(".."));
    }
}
