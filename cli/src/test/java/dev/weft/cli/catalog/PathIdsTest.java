package dev.weft.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.MediaId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathIdsTest {

    @Test
    void shouldKeepTheNameReadableWhenItIsFitForAnId() {
        assertThat(PathIds.of("shoes/red-1.png").value()).isEqualTo("shoes~red-1.png");
    }

    @Test
    void shouldGiveDifferentIdsWhenPathsDifferOnlyInWhatAnIdCannotHave() {
        // given
        List<String> paths = List.of("a b.png", "a-b.png", "a/b.png", "a~b.png", "ä-b.png", "ö-b.png");

        // when
        List<MediaId> ids = paths.stream().map(PathIds::of).toList();

        // then
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(PathIds.of("a b.png")).isEqualTo(ids.getFirst());
    }

    @Test
    void shouldFitIntoAnIdWhenThePathIsLong() {
        // given
        String deep = "folder/".repeat(60);

        // when
        MediaId one = PathIds.of(deep + "1.png");
        MediaId other = PathIds.of(deep + "2.png");

        // then
        assertThat(one.value()).hasSize(128).isNotEqualTo(other.value());
    }
}
