package dev.weft.modelcatalog;

import dev.weft.core.Shown;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Where files of a bundle can be had. No source is trusted: hashes decide. */
public sealed interface ModelSource {

    /** A folder of the file system, laid out like the bundle. */
    record Folder(Path path) implements ModelSource {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A folder of the class path: weights that came with an artifact.
     *
     * @param folder without a slash at either end; empty for the root
     * @param names of files that are named otherwise there
     */
    record ClassPath(String folder, Map<BundlePath, BundlePath> names) implements ModelSource {

        public ClassPath {
            if (!folder.isEmpty()) {
                var _ = new BundlePath(folder);
            }
            names = Map.copyOf(names);
        }

        String resource(BundlePath path) {
            String name = names.getOrDefault(path, path).value();
            return folder.isEmpty() ? name : folder + "/" + name;
        }

        @Override
        public String toString() {
            return "classpath:" + folder;
        }
    }

    /** An HTTP server that has the bundle's files below an address. */
    record Mirror(URI base) implements ModelSource {

        public Mirror {
            requireHttp(base);
            base = URI.create(base.toString().replaceAll("/+$", "") + "/");
        }

        @Override
        public String toString() {
            return base.toString();
        }
    }

    /**
     * A repository of the Hugging Face hub.
     *
     * @param repository {@code owner/name}
     * @param revision a commit, or a branch, whose content may change
     */
    record HuggingFace(String repository, String revision) implements ModelSource {

        private static final Pattern REPOSITORY =
                Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9][A-Za-z0-9._-]*");
        private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*");

        public HuggingFace {
            if (!REPOSITORY.matcher(repository).matches()) {
                throw new IllegalArgumentException(
                        "a Hugging Face repository must look like owner/name, got '" + Shown.of(repository) + "'");
            }
            if (!REVISION.matcher(revision).matches()) {
                throw new IllegalArgumentException(
                        "revision must be a commit, branch or tag, got '" + Shown.of(revision) + "'");
            }
        }

        @Override
        public String toString() {
            return "hf:" + repository + "@" + revision;
        }
    }

    /**
     * Reads what a person writes: a folder, an HTTP address, or {@code hf:OWNER/NAME[@REVISION]}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    static ModelSource parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return new Mirror(URI.create(text));
        }
        if (text.startsWith("hf:")) {
            String[] parts = text.substring("hf:".length()).split("@", 2);
            return new HuggingFace(parts[0], parts.length == 2 ? parts[1] : "main");
        }
        if (lower.matches("[a-z][a-z0-9+.-]+:.*")) {
            throw new IllegalArgumentException(
                    "a source must be a folder, an http(s) address or hf:OWNER/NAME, got '" + Shown.of(text) + "'");
        }
        try {
            return new Folder(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a source must be a folder, got '" + Shown.of(text) + "'", e);
        }
    }

    private static void requireHttp(URI uri) {
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("a mirror must be an http or https address without a query, got '"
                    + Shown.of(uri.toString()) + "'");
        }
    }
}
