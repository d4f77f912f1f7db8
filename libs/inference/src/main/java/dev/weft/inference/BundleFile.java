package dev.weft.inference;

import dev.weft.core.Sha256;

/**
 * A file that a bundle needs, with the only content it may have.
 *
 * @param origin where the name is looked up
 * @param name relative to the origin, with '/' between folders
 */
record BundleFile(Origin origin, String name, Sha256 sha256) {

    BundleFile {
        requireInside(name);
    }

    /** @throws IllegalArgumentException if the name may lead out of its folder */
    static void requireInside(String name) {
        if (name.isEmpty()
                || name.startsWith("/")
                || name.contains("\\")
                || name.contains("..")
                || name.contains(":")) {
            throw new IllegalArgumentException(
                    "a bundle's file must be a relative path without '..', got '" + name + "'");
        }
    }

    /** Where a file lies. */
    enum Origin {
        /** Beside the manifest. */
        BUNDLE,
        /** At the root of the class path: weights that another artifact brings. */
        CLASS_PATH
    }

    @Override
    public String toString() {
        return origin == Origin.BUNDLE ? name : "classpath:" + name;
    }
}
