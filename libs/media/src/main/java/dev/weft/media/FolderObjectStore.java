package dev.weft.media;

import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.Sha256;
import dev.weft.core.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Objects as files {@code <root>/<tenant>/<ab>/<cd>/<sha256>}. A file appears by an atomic rename once its bytes are on the disk, so a reader
 * never sees half of one, whenever the machine stops.
 */
final class FolderObjectStore implements ObjectStore {

    /** No tenant can have this name, so unfinished files never lie among objects. */
    private static final String INCOMING = "@incoming";

    private final Path root;

    FolderObjectStore(Path root) {
        this.root = root;
    }

    @Override
    public StoredObject put(TenantId tenant, InputStream bytes, String contentType) throws IOException {
        Path incoming = Files.createDirectories(root.resolve(INCOMING)).resolve(UUID.randomUUID() + ".part");
        try (HashingFile file = HashingFile.create(incoming)) {
            Sha256 sha256 = file.write(bytes);
            ObjectAddress address = new ObjectAddress(tenant, sha256);
            Path folder = root.resolve(address.folder());
            Path target = folder.resolve(address.sha256().hex());
            if (!isComplete(target, file.sizeBytes())) {
                file.force();
                DurableFolders.create(folder);
                Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            // Also for an object that was there: whoever renamed it may not have come this far yet.
            DurableFolders.force(folder);
            return new StoredObject(address.uri(), sha256, contentType, file.sizeBytes());
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    /** An object of another length was damaged from outside; the rename replaces it. */
    private static boolean isComplete(Path target, long sizeBytes) throws IOException {
        return Files.isRegularFile(target) && Files.size(target) == sizeBytes;
    }

    @Override
    public InputStream open(StoredObject object) throws IOException {
        try {
            return Files.newInputStream(locate(object.uri()));
        } catch (NoSuchFileException e) {
            throw notFound(object.uri());
        }
    }

    @Override
    public byte[] read(StoredObject object, long maxBytes) throws IOException {
        byte[] bytes;
        try (InputStream stream = open(object)) {
            bytes = stream.readNBytes((int) Math.min(maxBytes, Integer.MAX_VALUE - 1L) + 1);
        }
        if (bytes.length > maxBytes) {
            throw new MediaRejectedException(
                    Rejection.TOO_MANY_BYTES, "an object may have " + maxBytes + " bytes, got more");
        }
        Sha256 actual = Sha256.of(bytes);
        if (!actual.equals(object.sha256())) {
            throw new MediaRejectedException(
                    Rejection.HASH_MISMATCH,
                    "the stored bytes must have the hash " + object.sha256() + " of the claim check, got " + actual);
        }
        return bytes;
    }

    private Path locate(URI uri) throws ObjectNotFoundException {
        ObjectAddress address = ObjectAddress.parse(uri)
                .orElseThrow(() -> new ObjectNotFoundException(
                        "an object's URI must be object:///<tenant>/<sha256>, got another of "
                                + uri.toString().length() + " characters"));
        return root.resolve(address.folder()).resolve(address.sha256().hex());
    }

    private static ObjectNotFoundException notFound(URI uri) {
        return new ObjectNotFoundException("no object has the URI " + uri);
    }
}
