package dev.weft.modelcatalog;

import dev.weft.core.Sha256;
import dev.weft.modelcatalog.PullRequest.UnknownHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings bundles onto this machine. File by file the sources are tried in order until one gives the content that the catalog or a pin demands;
 * only when all files are here does the bundle's folder get them and its lock. Safe for use by several threads and processes: two pulls of one
 * file wait for each other, and the second finds it here.
 */
public final class ModelPuller implements AutoCloseable {

    private final ModelStore store;
    private final SourceReader reader;

    public ModelPuller(ModelStore store, HttpOptions options) {
        this.store = store;
        this.reader = new SourceReader(options);
    }

    /**
     * Pulls a bundle.
     *
     * @throws ModelCatalogException if a file can't be had, or has an unknown hash that is not to be pinned; its advice tells which file to put
     *     where, or which hashes were seen
     * @throws IOException if this machine's disk fails
     */
    public PulledBundle pull(PullRequest request, PullListener listener) throws IOException, InterruptedException {
        Pull pull = new Pull(request, listener);
        for (ModelFile file : request.bundle().files(request.variant())) {
            pull.fetch(file);
        }
        pull.requireAll();
        Path folder = request.target()
                .orElseGet(() -> store.bundleFolder(request.bundle(), request.variant()))
                .toAbsolutePath();
        for (var entry : pull.hashes.entrySet()) {
            AtomicFiles.linkOrCopy(store.blob(entry.getValue()), entry.getKey().in(folder));
        }
        BundleLocks.write(folder, pull.hashes);
        return new PulledBundle(folder, pull.hashes, pull.unknown.keySet());
    }

    @Override
    public void close() {
        reader.close();
    }

    /** One pull, by one thread. */
    private final class Pull {

        private final PullRequest request;
        private final PullListener listener;
        private final List<ModelSource> sources = new ArrayList<>();
        private final Set<ModelSource> unreachable = new HashSet<>();
        private final SortedMap<BundlePath, Sha256> hashes = new TreeMap<>();
        private final SortedMap<BundlePath, Sha256> unknown = new TreeMap<>();
        private final List<String> missing = new ArrayList<>();

        Pull(PullRequest request, PullListener listener) {
            this.request = request;
            this.listener = listener;
            sources.add(new ModelSource.Folder(store.incoming(request.bundle())));
            sources.addAll(request.sources().isEmpty() ? request.bundle().sources() : request.sources());
        }

        void fetch(ModelFile file) throws IOException, InterruptedException {
            Optional<Sha256> expected = store.expected(request.bundle(), file);
            List<String> reasons = new ArrayList<>();
            for (ModelSource source : sources) {
                Sha256 hash = fetch(file, source, expected, reasons);
                if (hash != null) {
                    hashes.put(file.path(), hash);
                    return;
                }
            }
            missing.add(
                    file.path() + expected.map(hash -> " (sha256 " + hash + ")").orElse(""));
            reasons.forEach(reason -> missing.add("  " + reason));
        }

        /** The file's hash, if this source gave what was wanted, or it was here already. */
        private @Nullable Sha256 fetch(
                ModelFile file, ModelSource source, Optional<Sha256> expected, List<String> reasons)
                throws IOException, InterruptedException {
            String key = expected.map(Sha256::hex).orElseGet(() -> reader.key(source, file));
            try (FileLocks.Held _ = FileLocks.exclusive(store.lockFile(key))) {
                if (expected.isPresent() && store.holds(expected.get())) {
                    return expected.get();
                }
                if (unreachable.contains(source)) {
                    reasons.add(source + " can't be reached");
                    return null;
                }
                listener.asks(file.path(), source);
                try (PartFile part = PartFile.open(store.part(key))) {
                    if (!received(file, source, part, reasons)) {
                        if (part.sizeBytes() == 0) {
                            part.discard();
                        }
                        return null;
                    }
                    return accept(file, source, part, expected, reasons);
                }
            }
        }

        private boolean received(ModelFile file, ModelSource source, PartFile part, List<String> reasons)
                throws InterruptedException {
            try {
                reader.read(source, file, part, (bytes, total) -> listener.receives(file.path(), bytes, total));
                return true;
            } catch (HttpDownload.UnreachableException e) {
                unreachable.add(source);
                reasons.add(source + ": " + e.getMessage());
            } catch (IOException e) {
                reasons.add(source + ": " + e.getMessage());
            }
            return false;
        }

        private @Nullable Sha256 accept(
                ModelFile file, ModelSource source, PartFile part, Optional<Sha256> expected, List<String> reasons)
                throws IOException, InterruptedException {
            if (file.sizeBytes().isPresent() && file.sizeBytes().getAsLong() != part.sizeBytes()) {
                reasons.add(source + ": has a file of " + part.sizeBytes() + " bytes, it must have "
                        + file.sizeBytes().getAsLong());
                part.discard();
                return null;
            }
            Sha256 hash = part.hash();
            if (expected.isPresent() && !expected.get().equals(hash)) {
                String pinned = file.sha256().isPresent()
                        ? ""
                        : "; it was pinned in " + store.pins().file()
                                + ": remove the line there if you want the new content";
                reasons.add(source + ": has another content, sha256 " + hash + pinned);
                part.discard();
                return null;
            }
            if (expected.isPresent()) {
                store.keep(part);
                return hash;
            }
            unknown.put(file.path(), hash);
            // Without a pin the part stays as it is: a pull with --pin asks the source whether that is still all of it.
            if (request.unknown() == UnknownHash.PIN) {
                store.keep(part);
                store.pins().add(request.bundle().name(), file.path(), hash);
            }
            return hash;
        }

        void requireAll() throws ModelCatalogException {
            if (!missing.isEmpty()) {
                List<String> advice = new ArrayList<>(missing);
                advice.add("Get these files on another machine, put them into " + store.incoming(request.bundle())
                        + " under the same paths, and pull again;");
                advice.add("or name a folder or a mirror that has them: --source DIR, --source https://HOST/PATH.");
                throw new ModelCatalogException(
                        "no source has these files of " + request.bundle().name() + ":", advice);
            }
            if (!unknown.isEmpty() && request.unknown() == UnknownHash.REFUSE) {
                List<String> advice = new ArrayList<>();
                unknown.forEach((path, hash) -> advice.add(hash + "  " + path));
                advice.add(
                        "If these are the files that you want, pull again with --pin: the hashes are trusted from then on.");
                throw new ModelCatalogException(
                        "nobody has verified these files of " + request.bundle().name() + ", so they are not used:",
                        advice);
            }
        }
    }
}
