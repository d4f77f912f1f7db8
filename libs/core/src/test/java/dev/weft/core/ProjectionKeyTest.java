package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionKeyTest {

    private static final ProjectionKey KEY =
            new ProjectionKey(MediaKey.of("default", "apple~1.png"), new ReleaseId("catalog", 2));

    @Test
    void shouldBeReadFromItsText() {
        assertThat(KEY).hasToString("default/apple~1.png@catalog@2");
        assertThat(ProjectionKey.parse(KEY.toString())).isEqualTo(KEY);
        assertThat(ProjectionKey.find(KEY.toString())).contains(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"default/apple", "apple@catalog@2", "default/apple@catalog", "default/apple@catalog@0", "@"})
    void shouldFindNoneInAnotherText(String text) {
        assertThat(ProjectionKey.find(text)).isEmpty();
        assertThatThrownBy(() -> ProjectionKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
