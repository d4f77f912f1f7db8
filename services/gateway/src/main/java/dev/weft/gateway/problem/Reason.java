package dev.weft.gateway.problem;

import dev.weft.http.ProblemReason;
import dev.weft.http.StandardReason;
import dev.weft.media.Rejection;

/** The ways in which a request to the gateway can fail, beside the {@link StandardReason}s. */
public enum Reason implements ProblemReason {
    INVALID_ID(400, "The id is not allowed"),
    INVALID_ATTRIBUTES(400, "The attributes are not allowed"),
    INVALID_K(400, "The number of hits is out of range"),
    INVALID_FILTER(400, "The filter is not one"),
    UNKNOWN_FIELD(400, "The filter names an attribute no item has"),
    UNKNOWN_MODALITY(400, "The modality is unknown"),
    INVALID_TEXT(400, "The text is not valid Unicode"),
    NOTHING_TO_INDEX(400, "There is neither a picture nor a caption"),
    EMPTY(400, "There are no bytes"),
    UNSUPPORTED_URI(400, "The URI is not one of those taken"),
    UNSUPPORTED_DIMENSIONS(400, "The model has no vectors of this length"),
    UNKNOWN_ID(404, "There is no such item"),
    UNKNOWN_IMPORT(404, "There is no such import"),
    UNKNOWN_DEAD_LETTER(404, "There is no such dead letter"),
    UNKNOWN_RELEASE(404, "There is no such release to search"),
    UNKNOWN_SCHEMA(404, "There is no such schema"),
    UNKNOWN_MODEL(404, "There is no such model"),
    RELEASE_REFUSED(409, "The release can't become that"),
    ALREADY_EXISTS(409, "The id is taken"),
    TOO_MANY_LINES(413, "There are too many lines"),
    TOO_MANY_INPUTS(413, "There are too many inputs"),
    TOO_MANY_PIXELS(413, "The picture has too many pixels"),
    TOO_MANY_FRAMES(413, "The picture has too many frames"),
    TOO_MANY_STREAMS(413, "The file has too many streams"),
    TOO_LONG(413, "The sound or video is too long"),
    TEXT_TOO_LONG(413, "The text is too long"),
    UNSUPPORTED_TYPE(415, "The bytes are of no known format"),
    TRUNCATED(422, "The picture ends too early"),
    MALFORMED(422, "The picture contradicts its format"),
    FETCH_FAILED(422, "The URI's server does not give the bytes"),
    DECODER_TIMEOUT(422, "The file takes too long to decode"),
    DECODER_FAILED(422, "The decoder died of the file"),
    HASH_MISMATCH(422, "The file is not the one that is announced"),
    UNUSABLE_HEADS(422, "The heads can't be run here"),
    TOO_MANY_REQUESTS(429, "There are too many requests");

    private final int status;
    private final String title;

    Reason(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    /** How a picture's rejection is answered. */
    public static ProblemReason of(Rejection rejection) {
        return switch (rejection) {
            case EMPTY -> EMPTY;
            case UNSUPPORTED_TYPE -> UNSUPPORTED_TYPE;
            case TOO_MANY_BYTES -> StandardReason.TOO_MANY_BYTES;
            case TOO_MANY_PIXELS -> TOO_MANY_PIXELS;
            case TOO_MANY_FRAMES -> TOO_MANY_FRAMES;
            case TOO_MANY_STREAMS -> TOO_MANY_STREAMS;
            case TOO_LONG -> TOO_LONG;
            case TRUNCATED -> TRUNCATED;
            case DECODER_TIMEOUT -> DECODER_TIMEOUT;
            case DECODER_FAILED -> DECODER_FAILED;
            // The gateway reads bytes it was just given: a hash can only differ when the stored object is damaged.
            case MALFORMED, HASH_MISMATCH -> MALFORMED;
        };
    }
}
