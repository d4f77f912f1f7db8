package dev.weft.modelcatalog;

import dev.weft.core.Sha256;
import dev.weft.modelcatalog.PullRequest.UnknownHash;
import java.io.FileNotFoundException;
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
        private final ModelSource incoming;
        private final List<ModelSource> sources = new ArrayList<>();
        private final Set<ModelSource> unreachable = new HashSet<>();
        private final SortedMap<BundlePath, Sha256> hashes = new TreeMap<>();
        private final SortedMap<BundlePath, Sha256> unknown = new TreeMap<>();
        private final List<String> missing = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();

        Pull(PullRequest request, PullListener listener) {
            this.request = request;
            this.listener = listener;
            this.incoming = new ModelSource.Folder(store.incoming(request.bundle()));
            sources.add(incoming);
            sources.addAll(request.sources().isEmpty() ? request.bundle().sources() : request.sources());
        }

        void fetch(ModelFile file) throws IOException, InterruptedException {
            Optional<Sha256> expected = store.expected(request.bundle(), file);
            for (ModelSource source : sources) {
                Sha256 hash = fetch(file, source, expected);
                if (hash != null) {
                    hashes.put(file.path(), hash);
                    return;
                }
            }
            String hash = expected.map(known -> "sha256 " + known).orElse("its sha256 isn't known: --pin");
            missing.add("  " + file.path().in(store.incoming(request.bundle())) + "  " + hash);
        }

        /** The file's hash, if this source gave what was wanted, or it was here already. */
        private @Nullable Sha256 fetch(ModelFile file, ModelSource source, Optional<Sha256> expected)
                throws IOException, InterruptedException {
            String key = expected.map(Sha256::hex).orElseGet(() -> reader.key(source, file));
            try (FileLocks.Held _ = FileLocks.exclusive(store.lockFile(key))) {
                if (expected.isPresent() && store.holds(expected.get())) {
                    return expected.get();
                }
                if (unreachable.contains(source)) {
                    return null;
                }
                listener.asks(file.path(), source);
                try (PartFile part = PartFile.open(store.part(key))) {
                    if (!received(file, source, part)) {
                        if (part.sizeBytes() == 0) {
                            part.discard();
                        }
                        return null;
                    }
                    return accept(file, source, part, expected);
                }
            }
        }

        private boolean received(ModelFile file, ModelSource source, PartFile part) throws InterruptedException {
            try {
                reader.read(source, file, part, (bytes, total) -> listener.receives(file.path(), bytes, total));
                return true;
            } catch (HttpDownload.UnreachableException e) {
                unreachable.add(source);
                reasons.add(source + ": " + e.getMessage());
            } catch (FileNotFoundException e) {
                // Where nobody had to put anything its absence says nothing.
                if (!source.equals(incoming)) {
                    reject(file, source, String.valueOf(e.getMessage()));
                }
            } catch (IOException e) {
                reject(file, source, String.valueOf(e.getMessage()));
            }
            return false;
        }

        private @Nullable Sha256 accept(ModelFile file, ModelSource source, PartFile part, Optional<Sha256> expected)
                throws IOException, InterruptedException {
            if (file.sizeBytes().isPresent() && file.sizeBytes().getAsLong() != part.sizeBytes()) {
                reject(
                        file,
                        source,
                        "has a file of " + part.sizeBytes() + " bytes, it must have "
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
                reject(file, source, "has another content, sha256 " + hash + pinned);
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

        private void reject(ModelFile file, ModelSource source, String reason) {
            reasons.add(file.path() + ": " + source + ": " + reason);
        }

        void requireAll() throws ModelCatalogException {
            String name = request.bundle().name();
            if (!missing.isEmpty()) {
                List<String> advice = new ArrayList<>(reasons);
                advice.add(
                        "Name a folder or a mirror that has these files, --source DIR or --source https://HOST/PATH,");
                advice.add("or get them on another machine, put them here, and pull again:");
                advice.addAll(missing);
                throw new ModelCatalogException("not all files of " + name + " could be had:", advice);
            }
            if (!unknown.isEmpty() && request.unknown() == UnknownHash.REFUSE) {
                List<String> advice = new ArrayList<>();
                unknown.forEach((path, hash) -> advice.add(hash + "  " + path));
                advice.add(
                        "If these are the files that you want, pull again with --pin: the hashes are trusted from then on.");
                throw new ModelCatalogException(
                        "nobody has verified these files of " + name + ", so they are not used:", advice);
            }
        }
    }
}
