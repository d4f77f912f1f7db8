package dev.weft.modelcatalog;

import dev.weft.core.Shown;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The place of a file in a bundle, such as {@code onnx/text_model.onnx}. It can't leave the bundle's folder: it has neither a root nor '..', and
 * no characters that mean something to a URL or to another operating system.
 *
 * @param value with '/' between folders
 */
public record BundlePath(String value) implements Comparable<BundlePath> {

    private static final Pattern SEGMENTS =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");
    private static final int MAX_LENGTH = 200;

    public BundlePath {
        if (value.length() > MAX_LENGTH || !SEGMENTS.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "path must be relative, of letters, digits, '.', '_', '-' and '/', with no part that starts with a '.' or '-', got '"
                            + Shown.of(value) + "'");
        }
        if (value.equals(BundleLocks.FILE_NAME)) {
            throw new IllegalArgumentException("path must not be " + BundleLocks.FILE_NAME
                    + ", which is the bundle's lock file, got '" + value + "'");
        }
    }

    /** Where the file lies in a bundle's folder. */
    public Path in(Path folder) {
        return folder.resolve(value);
    }

    @Override
    public int compareTo(BundlePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
