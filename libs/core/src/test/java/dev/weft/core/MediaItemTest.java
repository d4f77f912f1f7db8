package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaItemTest {

    private static final MediaKey KEY = MediaKey.of("default", "a");
    private static final Part CAPTION = Part.caption("a red apple");
    private static final Part IMAGE = Part.image(
            new PartContent.StoredObject(URI.create("object:///default/x"), Sha256.ofText("x"), "image/png", 1));

    @Test
    void shouldFindItsPartsWhenAskedByName() {
        MediaItem item = new MediaItem(KEY, 1, "a", Attributes.NONE, List.of(IMAGE, CAPTION));

        assertThat(item.part(Part.CAPTION)).contains(CAPTION);
        assertThat(item.part("sound")).isEmpty();
    }

    @Test
    void shouldKeepItsPartsWhenTheSourceIsChanged() {
        // given
        List<Part> source = new ArrayList<>(List.of(IMAGE));
        MediaItem item = new MediaItem(KEY, 1, "a", Attributes.NONE, source);

        // when
        source.add(CAPTION);

        // then
        assertThat(item.parts()).containsExactly(IMAGE);
    }

    @Test
    void shouldRefuseWhenThereIsNothingToEmbed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaItem(KEY, 1, "a", Attributes.NONE, List.of()))
                .withMessageContaining("default/a");
    }

    @Test
    void shouldRefuseWhenTwoPartsHaveOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaItem(KEY, 1, "a", Attributes.NONE, List.of(CAPTION, CAPTION)))
                .withMessageContaining("'caption' twice");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void shouldRefuseWhenAVersionIsNotPositive(long version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaItem(KEY, version, "a", Attributes.NONE, List.of(CAPTION)))
                .withMessageContaining("got " + version);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaEvent.Deleted(KEY, version, Instant.EPOCH))
                .withMessageContaining("got " + version);
    }

    @Test
    void shouldRefuseWhenAFamilyIsEmptyOrHuge() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaItem(KEY, 1, "", Attributes.NONE, List.of(CAPTION)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaItem(KEY, 1, "f".repeat(257), Attributes.NONE, List.of(CAPTION)));
    }

    @Test
    void shouldSpeakForItsItemWhenStored() {
        MediaItem item = new MediaItem(KEY, 7, "a", Attributes.NONE, List.of(CAPTION));

        MediaEvent event =
                new MediaEvent.Stored(item, MediaEvent.Kind.UPLOADED, Instant.EPOCH, Optional.of("import-1"));

        assertThat(event.key()).isEqualTo(KEY);
        assertThat(event.version()).isEqualTo(7);
    }

    @Test
    void shouldRefuseWhenAnImportIdIsHostile() {
        MediaItem item = new MediaItem(KEY, 7, "a", Attributes.NONE, List.of(CAPTION));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new MediaEvent.Stored(item, MediaEvent.Kind.UPLOADED, Instant.EPOCH, Optional.of("../1")));
    }
}
