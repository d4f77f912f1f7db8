package dev.weft.http;

/** Ways to fail that every service has. */
public enum StandardReason implements ProblemReason {
    MALFORMED_JSON(400, "The JSON cannot be read"),
    MALFORMED_REQUEST(400, "The request cannot be understood"),
    CROSS_SITE(403, "Other sites may not write here"),
    UNKNOWN_PATH(404, "There is nothing at this path"),
    METHOD_NOT_ALLOWED(405, "The path does not take this method"),
    NOT_ACCEPTABLE(406, "The answer has another media type"),
    TOO_MANY_BYTES(413, "There are too many bytes"),
    UNSUPPORTED_MEDIA_TYPE(415, "The request's media type is not taken here"),
    INTERNAL(500, "Something went wrong here"),
    UNAVAILABLE(503, "Something this needs is not there now");

    private static final int SERVER_ERRORS = 500;

    private final int status;
    private final String title;

    StandardReason(int status, String title) {
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

    /** What the framework means by a status with which it refuses a request that no resource has seen. */
    public static StandardReason ofStatus(int status) {
        return switch (status) {
            case 404 -> UNKNOWN_PATH;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_MANY_BYTES;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> UNAVAILABLE;
            default -> status >= SERVER_ERRORS ? INTERNAL : MALFORMED_REQUEST;
        };
    }

    /** What to do about it, where nothing more is known. */
    public String hint() {
        return switch (this) {
            case UNKNOWN_PATH -> "the paths are in /q/openapi";
            case METHOD_NOT_ALLOWED -> "the methods of each path are in /q/openapi";
            case NOT_ACCEPTABLE -> "the answer's media type is not among those the Accept header allows";
            case UNSUPPORTED_MEDIA_TYPE -> "the Content-Type header must be one that /q/openapi names for this path";
            default -> title;
        };
    }
}
