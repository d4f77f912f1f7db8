package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten samples a second, numbered from 1. */
class WindowCutterTest {

    private static final int RATE = 10;

    @Test
    void shouldJoinWhenWindowsTouch() {
        // when
        List<AudioWindow> windows = cut(30, 10, 10);

        // then
        assertThat(windows).extracting(AudioWindow::start).containsExactly(seconds(0), seconds(1), seconds(2));
        assertThat(windows.get(1).clip().samples()).isEqualTo(ramp(11, 20));
    }

    @Test
    void shouldRepeatWhenWindowsOverlap() {
        // when
        List<AudioWindow> windows = cut(20, 10, 5);

        // then
        assertThat(windows).extracting(AudioWindow::start).containsExactly(seconds(0), seconds(0.5), seconds(1));
        assertThat(windows.get(1).clip().samples()).isEqualTo(ramp(6, 15));
        assertThat(windows.get(2).clip().samples()).isEqualTo(ramp(11, 20));
    }

    @Test
    void shouldSkipWhenWindowsHaveGaps() {
        // when
        List<AudioWindow> windows = cut(30, 10, 15);

        // then
        assertThat(windows).extracting(AudioWindow::start).containsExactly(seconds(0), seconds(1.5));
        assertThat(windows.get(1).clip().samples()).isEqualTo(ramp(16, 25));
    }

    @Test
    void shouldKeepTheRestWhenItIsHalfASecond() {
        // when, then
        assertThat(cut(15, 10, 10)).last().satisfies(window -> {
            assertThat(window.start()).isEqualTo(seconds(1));
            assertThat(window.clip().samples()).isEqualTo(ramp(11, 15));
        });
        assertThat(cut(14, 10, 10)).hasSize(1);
    }

    @Test
    void shouldKeepTheRestWhenItIsAllThereIs() {
        // when, then
        assertThat(cut(1, 10, 10)).hasSize(1);
        assertThat(cut(0, 10, 10)).isEmpty();
    }

    @Test
    void shouldCutAlikeWhenBytesComeInPieces() {
        // given
        byte[] bytes = bytes(ramp(1, 30));
        WindowCutter cutter = new WindowCutter(RATE, 10, 10);

        // when they come three at a time
        for (int at = 0; at < bytes.length; at += 3) {
            cutter.accept(Arrays.copyOfRange(bytes, at, at + 3), 3);
        }

        // then
        assertThat(cutter.finish().getLast().clip().samples()).isEqualTo(ramp(21, 30));
        assertThat(cutter.seconds()).isEqualTo(3);
    }

    @Test
    void shouldTellWhenASampleIsNoNumber() {
        // given
        WindowCutter cutter = new WindowCutter(RATE, 10, 10);
        assertThat(cutter.isFinite()).isTrue();

        // when
        cutter.accept(bytes(new float[] {1, Float.NaN, 1}), 12);

        // then
        assertThat(cutter.isFinite()).isFalse();
    }

    private static List<AudioWindow> cut(int samples, int window, int hop) {
        WindowCutter cutter = new WindowCutter(RATE, window, hop);
        byte[] bytes = bytes(ramp(1, samples));
        cutter.accept(bytes, bytes.length);
        return cutter.finish();
    }

    private static float[] ramp(int from, int to) {
        float[] ramp = new float[to - from + 1];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = from + i;
        }
        return ramp;
    }

    private static byte[] bytes(float[] samples) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(samples);
        return buffer.array();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}
