package dev.weft.media;

import java.util.Optional;

/** Reads the outermost elements of a Matroska or WebM file (RFC 8794, RFC 9559). */
final class EbmlWalk {

    static final String MAGIC = "\u001aE\u00df\u00a3";

    private static final String SEGMENT = "\u0018S\u0080g";
    private static final String DOC_TYPE = "B\u0082";
    private static final int ID_BYTES = 4;

    private EbmlWalk() {}

    static Optional<AvFormat> format(FileView file) {
        if (!file.has(ID_BYTES, 1)) {
            return Optional.empty();
        }
        long end = Math.min(file.length(), AvFormat.HEAD_BYTES);
        for (long at = ID_BYTES; at < end; at++) {
            if (file.startsWith(at, DOC_TYPE)) {
                return docType(file, at + DOC_TYPE.length() + 1);
            }
        }
        return Optional.empty();
    }

    private static Optional<AvFormat> docType(FileView file, long at) {
        if (file.startsWith(at, "webm")) {
            return Optional.of(AvFormat.WEBM);
        }
        return file.startsWith(at, "matroska") ? Optional.of(AvFormat.MKV) : Optional.empty();
    }

    /** A segment of unknown length, as live recordings have it, counts as whole wherever it ends. */
    static void requireWhole(FileView file) {
        long segment = ID_BYTES + lengthBytes(file, ID_BYTES) + length(file, ID_BYTES);
        if (!file.startsWith(segment, SEGMENT)) {
            throw BudgetMeter.malformed("a Matroska file must have its segment at byte " + segment + ", got none");
        }
        long at = segment + ID_BYTES;
        long length = length(file, at);
        if (length != unknown(lengthBytes(file, at))) {
            file.require(at + lengthBytes(file, at), length);
        }
    }

    /** The number of leading zeros tells how many bytes a length has. */
    private static int lengthBytes(FileView file, long at) {
        int bytes = Integer.numberOfLeadingZeros(file.u8(at)) - 23;
        if (bytes > Long.BYTES) {
            throw BudgetMeter.malformed("a length must have 1 to 8 bytes, got more at byte " + at);
        }
        return bytes;
    }

    private static long length(FileView file, long at) {
        int bytes = lengthBytes(file, at);
        long length = file.u8(at) & (0xff >>> bytes);
        for (int i = 1; i < bytes; i++) {
            length = (length << 8) | file.u8(at + i);
        }
        return length;
    }

    private static long unknown(int bytes) {
        return (1L << (7 * bytes)) - 1;
    }
}
