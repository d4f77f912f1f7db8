package dev.weft.inference;

import dev.weft.core.Sha256;
import java.util.Optional;
import java.util.function.Function;

/** The listed files of a bundle in the Hugging Face layout; none is read whose hash isn't the listed one. */
record HuggingFaceFiles(BundleSource source, BundleLock lock) {

    /**
     * The files of a bundle that has no manifest.
     *
     * @throws ModelBundleException if it has a configuration, but nothing says which content its files may have
     */
    static Optional<HuggingFaceFiles> find(BundleSource source) {
        if (source.find(ManifestReader.FILE).isPresent()) {
            return Optional.empty();
        }
        Optional<BundleLock> lock = BundleLock.find(source);
        if (lock.isEmpty() && source.find(HuggingFaceReader.CONFIG).isPresent()) {
            throw new ModelBundleException("the bundle " + source + " has no " + BundleLock.FILE
                    + ", which lists the hashes of its files: fetch it with './weft models pull', or, if you trust the files as they are,"
                    + " run './weft models pin DIR'");
        }
        return lock.map(l -> new HuggingFaceFiles(source, l));
    }

    boolean has(String name) {
        return lock.files().containsKey(name);
    }

    /** @throws ModelBundleException if it isn't listed */
    BundleFile file(String name) {
        Sha256 sha256 = lock.files().get(name);
        if (sha256 == null) {
            throw new ModelBundleException(BundleLock.FILE + ".files must list " + name + ", got "
                    + lock.files().keySet());
        }
        return new BundleFile(BundleFile.Origin.BUNDLE, name, sha256);
    }

    /** Reads a JSON file with the function, if it is listed. */
    <T> Optional<T> json(String name, Function<JsonFields, T> reader) {
        return has(name) ? Optional.of(requireJson(name, reader)) : Optional.empty();
    }

    /** @throws ModelBundleException if it isn't listed, or isn't what the function reads */
    <T> T requireJson(String name, Function<JsonFields, T> reader) {
        return JsonFields.parse(VerifiedBytes.toHeap(source, file(name)), name, reader);
    }
}
