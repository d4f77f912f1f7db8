package dev.weft.media.fetch;

/** Why a URL is not fetched. */
public enum FetchRefusal {
    /** No URL, or none of a form that all programs read alike. */
    MALFORMED,
    /** Neither http nor https. */
    SCHEME,
    /** A name or a password in front of the host. */
    USER_INFO,
    /** None of the ports allowed. */
    PORT,
    /** No such host, or one with an address that is not allowed: a stranger isn't told which. */
    HOST,
    /** More redirects than the limit. */
    TOO_MANY_REDIRECTS,
    /** The server answers with another status than 200. */
    STATUS,
    /** No connection, or one that broke off, or an answer that is no HTTP. */
    UNREACHABLE,
    /** Not done by the deadline. */
    TOO_SLOW,
    /** More bytes than the limit. */
    TOO_MANY_BYTES
}
