package dev.weft.media;

import dev.weft.core.Modality;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;

/** The containers of sound and video that are read, told by their first bytes and by nothing else. */
public enum AvFormat {
    WAV("audio/wav", Modality.AUDIO, "wav"),
    FLAC("audio/flac", Modality.AUDIO, "flac"),
    OGG("audio/ogg", Modality.AUDIO, "ogg"),
    MP3("audio/mpeg", Modality.AUDIO, "mp3"),
    M4A("audio/mp4", Modality.AUDIO, "mov"),
    MP4("video/mp4", Modality.VIDEO, "mov"),
    MOV("video/quicktime", Modality.VIDEO, "mov"),
    WEBM("video/webm", Modality.VIDEO, "matroska"),
    MKV("video/x-matroska", Modality.VIDEO, "matroska");

    /** How many of a file's first bytes {@link #sniff} looks at, at most. */
    public static final int HEAD_BYTES = 4096;

    /** Brands of MP4 files; pictures (heic, avif) use the same container under others. */
    private static final Set<String> MP4_BRANDS = Set.of(
            "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "dash",
            "msdh", "msdx", "M4V ", "M4VP", "M4VH", "3gp4", "3gp5", "3gp6");

    private final String contentType;
    private final Modality modality;
    private final String demuxer;

    AvFormat(String contentType, Modality modality, String demuxer) {
        this.contentType = contentType;
        this.modality = modality;
        this.demuxer = demuxer;
    }

    /** What a file of this format usually is. Whether it has pictures is known once its streams are: {@link AvDecoder#inspect}. */
    public Modality modality() {
        return modality;
    }

    /** The type of a file that is what such files usually are. */
    public String contentType() {
        return contentType;
    }

    /** The type of a file with these streams. */
    String contentType(Modality kind) {
        if (kind == modality) {
            return contentType;
        }
        return switch (this) {
            case M4A -> "video/mp4";
            case MP4 -> "audio/mp4";
            case WEBM -> "audio/webm";
            case MKV -> "audio/x-matroska";
            case WAV, FLAC, OGG, MP3, MOV -> contentType;
        };
    }

    /** The decoder's name of the only parser that may see the file. */
    String demuxer() {
        return demuxer;
    }

    /**
     * Tells the format.
     *
     * @param head the file, or its first bytes; the {@value #HEAD_BYTES} first are enough
     */
    public static Optional<AvFormat> sniff(byte[] head) {
        FileView file = new FileView(head, ByteOrder.BIG_ENDIAN);
        if (file.startsWith(0, "RIFF") && file.startsWith(8, "WAVE")) {
            return Optional.of(WAV);
        } else if (file.startsWith(0, "fLaC")) {
            return Optional.of(FLAC);
        } else if (file.startsWith(0, "OggS")) {
            return Optional.of(OGG);
        } else if (file.startsWith(0, EbmlWalk.MAGIC)) {
            return EbmlWalk.format(file);
        } else if (file.has(0, 12)) {
            return iso(file.tag(4), file.tag(8)).or(() -> Mp3Frame.first(file).map(frame -> MP3));
        }
        return Optional.empty();
    }

    private static Optional<AvFormat> iso(String box, String brand) {
        return switch (box) {
            case "ftyp" ->
                switch (brand) {
                    case "qt  " -> Optional.of(MOV);
                    case "M4A ", "M4B " -> Optional.of(M4A);
                    default -> MP4_BRANDS.contains(brand) ? Optional.of(MP4) : Optional.empty();
                };
            // QuickTime files from before there were brands.
            case "moov", "mdat", "wide" -> Optional.of(MOV);
            default -> Optional.empty();
        };
    }

    /**
     * Walks the file's blocks to their end, where the format has any that tell.
     *
     * @throws MediaRejectedException if the file ends before them
     */
    void requireWhole(byte[] bytes) {
        switch (this) {
            case WAV -> WavWalk.requireWhole(new FileView(bytes, ByteOrder.LITTLE_ENDIAN));
            case OGG -> OggWalk.requireWhole(new FileView(bytes, ByteOrder.LITTLE_ENDIAN));
            case M4A, MP4, MOV -> IsoWalk.requireWhole(new FileView(bytes, ByteOrder.BIG_ENDIAN));
            case WEBM, MKV -> EbmlWalk.requireWhole(new FileView(bytes, ByteOrder.BIG_ENDIAN));
            case MP3 -> Mp3Walk.requireWhole(new FileView(bytes, ByteOrder.BIG_ENDIAN));
            case FLAC -> {
                // Only decoding tells.
            }
        }
    }
}
