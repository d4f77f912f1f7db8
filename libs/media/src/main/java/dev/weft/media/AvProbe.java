package dev.weft.media;

import dev.weft.core.Modality;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the prober says of a file, line by line: {@code streams.stream.0.codec_name="flac"}. Only words and numbers are asked for, no texts of the file. */
record AvProbe(Map<String, String> values) {

    static final String ENTRIES =
            "stream=codec_type,codec_name,sample_rate,width,height:stream_disposition=attached_pic"
                    + ":stream_side_data=rotation:format=nb_streams,duration";

    private static final Set<String> SOUND = Set.of(
            "pcm_u8",
            "pcm_s16le",
            "pcm_s16be",
            "pcm_s24le",
            "pcm_s24be",
            "pcm_s32le",
            "pcm_s32be",
            "pcm_f32le",
            "pcm_f32be",
            "pcm_f64le",
            "pcm_alaw",
            "pcm_mulaw",
            "flac",
            "vorbis",
            "opus",
            "mp3",
            "aac",
            "alac");
    private static final Set<String> PICTURES = Set.of("h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "mjpeg", "prores");

    /** The names of the decoders of these codecs, where they differ from the codec's. */
    private static final Set<String> OTHER_NAMES = Set.of("mp3float", "libaom-av1");

    /** Cover art and subtitles. */
    private static final Set<String> BESIDE = Set.of(
            "png",
            "bmp",
            "gif",
            "webp",
            "mov_text",
            "subrip",
            "srt",
            "ass",
            "ssa",
            "webvtt",
            "dvdsub",
            "dvbsub",
            "pgssub");

    private static final int QUARTER = 90;

    static AvProbe parse(String output) {
        Map<String, String> values = new HashMap<>();
        output.lines().forEach(line -> {
            int at = line.indexOf('=');
            if (at > 0) {
                values.put(line.substring(0, at), line.substring(at + 1).replace("\"", ""));
            }
        });
        return new AvProbe(values);
    }

    /** The decoders that may run, as the decoder takes them. */
    static String decoders() {
        return Stream.of(SOUND, PICTURES, OTHER_NAMES).flatMap(Set::stream).collect(Collectors.joining(","));
    }

    /** Those and the decoders of what may lie beside: the prober opens one for every stream. */
    static String probedDecoders() {
        return decoders() + "," + String.join(",", BESIDE);
    }

    AvInfo info(AvFormat format, AvBudget budget) {
        int streams = (int) number("format.nb_streams");
        if (streams > budget.maxStreams()) {
            throw new MediaRejectedException(
                    Rejection.TOO_MANY_STREAMS, "a file may have " + budget.maxStreams() + " streams, got " + streams);
        }
        Optional<String> sound = stream(streams, "audio");
        Optional<String> pictures = stream(streams, "video");
        if (sound.isEmpty() && pictures.isEmpty()) {
            throw BudgetMeter.malformed("a file must have sound or moving pictures, got neither");
        }
        sound.ifPresent(stream -> requireCodec(stream, SOUND));
        pictures.ifPresent(stream -> requireCodec(stream, PICTURES));
        int sampleRate =
                sound.map(stream -> (int) number(stream + "sample_rate")).orElse(0);
        if (sound.isPresent() && sampleRate < 1) {
            throw BudgetMeter.malformed("a sound must have a sample rate, got none");
        }
        Modality kind = pictures.isPresent() ? Modality.VIDEO : Modality.AUDIO;
        int width = pictures.map(stream -> side(stream + "width", budget)).orElse(0);
        int height = pictures.map(stream -> side(stream + "height", budget)).orElse(0);
        requirePixels(width, height, budget);
        boolean turned = pictures.map(this::turned).orElse(false);
        return new AvInfo(
                kind,
                format.contentType(kind),
                duration(budget),
                streams,
                sampleRate,
                turned ? height : width,
                turned ? width : height);
    }

    /** The beginning of the keys of the first stream of a type. */
    private Optional<String> stream(int streams, String type) {
        return IntStream.range(0, streams)
                .mapToObj(i -> "streams.stream." + i + ".")
                .filter(stream -> type.equals(values.get(stream + "codec_type")))
                .filter(stream -> number(stream + "disposition.attached_pic") == 0)
                .findFirst();
    }

    private void requireCodec(String stream, Set<String> known) {
        String codec = values.getOrDefault(stream + "codec_name", "unknown");
        if (!known.contains(codec)) {
            throw new MediaRejectedException(
                    Rejection.UNSUPPORTED_TYPE,
                    "a stream must be one of " + known.stream().sorted().toList() + ", got " + codec);
        }
    }

    private int side(String key, AvBudget budget) {
        double side = number(key);
        if (side < 1) {
            throw BudgetMeter.malformed("a frame must have at least one pixel, got " + side + " on a side");
        }
        if (side > BudgetMeter.MAX_SIDE) {
            throw tooManyPixels(budget, side + " on a side");
        }
        return (int) side;
    }

    private static void requirePixels(long width, long height, AvBudget budget) {
        if (width * height > budget.maxPixels()) {
            throw tooManyPixels(budget, width + "×" + height);
        }
    }

    private static MediaRejectedException tooManyPixels(AvBudget budget, String got) {
        return new MediaRejectedException(
                Rejection.TOO_MANY_PIXELS, "a frame may have " + budget.maxPixels() + " pixels, got " + got);
    }

    private boolean turned(String stream) {
        return values.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(stream) && entry.getKey().endsWith(".rotation"))
                .anyMatch(entry -> Math.abs(Math.round(number(entry.getKey()) / QUARTER)) % 2 == 1);
    }

    private Duration duration(AvBudget budget) {
        double seconds = Math.max(0, number("format.duration"));
        if (seconds > budget.maxDuration().toMillis() / 1e3) {
            throw new MediaRejectedException(
                    Rejection.TOO_LONG, "a file may play for " + budget.maxDuration() + ", got " + seconds + " s");
        }
        return Duration.ofMillis(Math.round(1e3 * seconds));
    }

    /** 0 for what the file doesn't tell. */
    private double number(String key) {
        try {
            return Double.parseDouble(values.getOrDefault(key, "0"));
        } catch (NumberFormatException e) {
            // The prober's N/A.
            return 0;
        }
    }
}
