package dev.weft.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments of FFmpeg's programs. Of the file nothing gets into them but the name of its format, which picks the one parser that may see it:
 * playlists and lists of other files are no such format. The protocol allowed is that of a descriptor already open.
 */
final class AvCommand {

    private static final String NANOS = "%.6f";
    private static final Pattern TIME =
            Pattern.compile("^frame:\\d+ +pts:\\S+ +pts_time:(\\d+(?:\\.\\d+)?)$", Pattern.MULTILINE);

    /** The mean of the channels, and a filter that is longer and steeper than the default one. */
    private static final String RESAMPLED =
            ":out_chlayout=mono:rematrix_maxval=1:filter_size=64:cutoff=0.97:filter_type=kaiser:kaiser_beta=9";

    private AvCommand() {}

    static List<String> probe(AvFormat format) {
        List<String> command = new ArrayList<>(List.of("-v", "error", "-show_entries", AvProbe.ENTRIES, "-of", "flat"));
        command.addAll(input(format, AvProbe.probedDecoders()));
        return command;
    }

    static List<String> audio(AvFormat format, int sampleRate) {
        List<String> command = new ArrayList<>(List.of("-v", "error", "-nostdin"));
        command.addAll(input(format, AvProbe.decoders()));
        command.addAll(List.of("-map", "0:a:0", "-af", "aresample=" + sampleRate + RESAMPLED, "-f", "f32le", "pipe:1"));
        return command;
    }

    /** Every picture's time is written to the standard error, beside which only what ends the program is. */
    static List<String> frames(
            AvFormat format, AvBudget budget, FrameSelection selection, int maxFrames, int width, int height) {
        String filters = "select='" + expression(selection) + "',metadata=add:key=weft:value=1,"
                + "metadata=print:key=weft:file='pipe\\:2',scale=" + width + ":" + height + ":flags=bicubic";
        List<String> command = new ArrayList<>(List.of("-v", "fatal", "-nostdin"));
        command.addAll(List.of("-max_pixels", String.valueOf(budget.maxPixels())));
        command.addAll(input(format, AvProbe.decoders()));
        command.addAll(List.of("-map", "0:V:0", "-vf", filters, "-fps_mode", "passthrough"));
        command.addAll(
                List.of("-frames:v", String.valueOf(maxFrames), "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1"));
        return command;
    }

    private static List<String> input(AvFormat format, String decoders) {
        return List.of(
                "-protocol_whitelist",
                "fd",
                "-format_whitelist",
                format.demuxer(),
                "-codec_whitelist",
                decoders,
                "-threads",
                "1",
                "-f",
                format.demuxer(),
                "-fd",
                "0",
                "-i",
                "fd:");
    }

    /** Not zero for a frame to take. */
    private static String expression(FrameSelection selection) {
        return switch (selection) {
            case FrameSelection.Every(Duration interval) ->
                "isnan(prev_selected_t)+gt(floor(t/%1$s),floor(prev_selected_t/%1$s))".formatted(seconds(interval));
            case FrameSelection.Scenes(double threshold, Duration minGap) ->
                "isnan(prev_selected_t)+gt(scene,%s)*gte(t-prev_selected_t,%s)"
                        .formatted(String.format(Locale.ROOT, NANOS, threshold), seconds(minGap));
        };
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, NANOS, duration.toNanos() / 1e9);
    }

    /** The times among what the program wrote to its standard error. */
    static List<Duration> times(String errors) {
        List<Duration> times = new ArrayList<>();
        Matcher matcher = TIME.matcher(errors);
        while (matcher.find()) {
            times.add(Duration.ofNanos(Math.round(1e9 * Double.parseDouble(matcher.group(1)))));
        }
        return times;
    }
}
