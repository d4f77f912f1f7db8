package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bombs in a process of its own with a small heap: an OutOfMemoryError there would be one here. */
class BombsTest {

    /** Of a machine that does other things; the time that is printed is the one to look at. */
    private static final double IN_TIME_MILLIS = 2000;

    @Test
    void shouldRefuseEachBombInTimeWhenSixteenComeAtOnceIntoASmallHeap() throws IOException, InterruptedException {
        // given
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BombRun.class.getName())
                .redirectErrorStream(true)
                .start();

        // when
        List<String> lines = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        // then
        lines.forEach(System.out::println);
        assertThat(child.waitFor()).as("%s", lines).isZero();
        Map<String, String> outcomes = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> line.contains(";"))
                .map(line -> line.split(";"))
                .forEach(cells -> {
                    outcomes.put(cells[0], cells[1]);
                    if (!cells[1].equals("decoded")) {
                        assertThat(Double.parseDouble(cells[2])).as(cells[0]).isLessThan(IN_TIME_MILLIS);
                    }
                });
        assertThat(outcomes)
                .hasSize(22)
                .containsEntry("PNG 20000×20000", "too_many_pixels")
                .containsEntry("GIF of 10000 frames", "too_many_frames")
                .containsEntry("iCCP bomb", "too_many_bytes")
                .containsEntry("PNG 7000×7000 of zeros", "too_many_pixels");
        assertThat(outcomes.entrySet().stream()
                        .filter(e -> e.getValue().equals("decoded"))
                        .map(Map.Entry::getKey))
                // One pixel each, without a byte of the bomb inflated; and one that the heap has room for, one at a
                // time.
                .containsExactlyInAnyOrder("zTXt bomb", "iTXt bomb", "IDAT bomb", "PNG 3000×3000 of zeros");
    }
}
