package dev.weft.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.Sha256;
import dev.weft.core.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderObjectStoreTest {

    private static final TenantId TENANT = new TenantId("acme");
    private static final byte[] BYTES = "some picture".getBytes(UTF_8);
    private static final Sha256 HASH = Sha256.of(BYTES);

    @TempDir
    private Path folder;

    private ObjectStore store;

    @BeforeEach
    void openStore() {
        store = ObjectStores.open("folder:" + folder.resolve("objects"));
    }

    @Test
    void shouldNameAnObjectByTenantAndHashWhenStored() throws IOException {
        // when
        StoredObject stored = put(TENANT, BYTES);

        // then
        assertThat(stored)
                .isEqualTo(new StoredObject(URI.create("object:///acme/" + HASH), HASH, "image/png", BYTES.length));
        assertThat(path(TENANT, HASH)).hasBinaryContent(BYTES);
        assertThat(files()).hasSize(1);
    }

    @Test
    void shouldGiveBackTheBytesWhenReadOrOpened() throws IOException {
        // given
        StoredObject stored = put(TENANT, BYTES);

        // when
        byte[] read = store.read(stored, BYTES.length);

        // then
        assertThat(read).isEqualTo(BYTES);
        try (InputStream stream = store.open(stored)) {
            assertThat(stream.readAllBytes()).isEqualTo(BYTES);
        }
    }

    @Test
    void shouldWriteNothingWhenTheObjectIsThere() throws IOException {
        // given
        put(TENANT, BYTES);
        FileTime old = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(path(TENANT, HASH), old);

        // when
        put(TENANT, BYTES);

        // then
        assertThat(Files.getLastModifiedTime(path(TENANT, HASH))).isEqualTo(old);
        assertThat(files()).hasSize(1);
    }

    @Test
    void shouldReplaceAnObjectWhenItsFileIsShorterThanItsBytes() throws IOException {
        // given
        StoredObject stored = put(TENANT, BYTES);
        Files.write(path(TENANT, HASH), new byte[3]);

        // when
        put(TENANT, BYTES);

        // then
        assertThat(store.read(stored, 100)).isEqualTo(BYTES);
    }

    @Test
    void shouldKeepTenantsApartWhenTheyStoreTheSameBytes() throws IOException {
        // when
        put(TENANT, BYTES);
        put(TenantId.DEFAULT, BYTES);

        // then
        assertThat(files()).containsExactlyInAnyOrder(path(TENANT, HASH), path(TenantId.DEFAULT, HASH));
    }

    @Test
    void shouldStoreOneObjectWhenManyThreadsBringTheSameBytes() throws Exception {
        // given
        List<Future<StoredObject>> puts = new ArrayList<>();

        // when
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                puts.add(threads.submit(() -> put(TENANT, BYTES)));
            }
        }

        // then
        for (Future<StoredObject> put : puts) {
            assertThat(put.get().sha256()).isEqualTo(HASH);
        }
        assertThat(files()).containsExactly(path(TENANT, HASH));
    }

    @Test
    void shouldLeaveNothingBehindWhenTheStreamBreaks() throws IOException {
        // given
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(BYTES), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        });

        // when, then
        assertThatThrownBy(() -> store.put(TENANT, broken, "image/png")).hasMessage("connection reset");
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldRejectWhenTheObjectIsLargerThanAllowed() throws IOException {
        // given
        StoredObject stored = put(TENANT, BYTES);

        // when
        MediaRejectedException rejected =
                catchThrowableOfType(MediaRejectedException.class, () -> store.read(stored, BYTES.length - 1));

        // then
        assertThat(rejected.reason()).isEqualTo(Rejection.TOO_MANY_BYTES);
    }

    @Test
    void shouldRejectWhenTheStoredBytesWereChanged() throws IOException {
        // given
        StoredObject stored = put(TENANT, BYTES);
        Files.writeString(path(TENANT, HASH), "SOME PICTURE");

        // when
        MediaRejectedException rejected =
                catchThrowableOfType(MediaRejectedException.class, () -> store.read(stored, 100));

        // then
        assertThat(rejected.reason()).isEqualTo(Rejection.HASH_MISMATCH);
    }

    @Test
    void shouldSayNotFoundWhenThereIsNoSuchObject() {
        // given
        StoredObject unknown = object(URI.create("object:///acme/" + HASH));

        // when, then
        assertThatThrownBy(() -> store.read(unknown, 100)).isInstanceOf(ObjectNotFoundException.class);
        assertThatThrownBy(() -> store.open(unknown)).isInstanceOf(ObjectNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object:///acme/../acme/HASH",
                "object:///../HASH",
                "object:///./HASH",
                "object:///%2e%2e/HASH",
                "object:///acme/%2e%2e%2fsecret",
                "object:///acme/HASH/",
                "object:///acme/HASH?a=b",
                "object:///acme/HASH#a",
                "object://host/acme/HASH",
                "object:/acme/HASH",
                "object:///acme//HASH",
                "object:///HASH",
                "object:///@incoming/HASH",
                "OBJECT:///acme/HASH",
                "file:///etc/passwd",
                "s3://acme/HASH",
                "acme/HASH",
                "object:///acme/secret"
            })
    void shouldSayNotFoundWhenAUriIsNotOneOfTheStoresOwn(String form) throws IOException {
        // given
        put(TENANT, BYTES);
        Files.writeString(folder.resolve("objects").resolve("secret"), "secret");
        StoredObject hostile = object(URI.create(form.replace("HASH", HASH.hex())));

        // when, then
        assertThatThrownBy(() -> store.read(hostile, 100)).isInstanceOf(ObjectNotFoundException.class);
        assertThatThrownBy(() -> store.open(hostile)).isInstanceOf(ObjectNotFoundException.class);
    }

    @Test
    void shouldReadWhatAnotherStoreOfTheSameFolderWroteWhenOpenedLater() throws IOException {
        // given
        StoredObject stored = put(TENANT, BYTES);

        // when
        ObjectStore later = ObjectStores.open("folder:" + folder.resolve("objects"));

        // then
        assertThat(later.read(stored, 100)).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:bucket", "folder:", "/tmp", "", "folder:a\0b", "file:///tmp"})
    void shouldRefuseWhenNoStoreHasTheScheme(String uri) {
        assertThatThrownBy(() -> ObjectStores.open(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("folder:PATH");
    }

    @Test
    void shouldTouchNothingWhenOpened() {
        assertThat(folder.resolve("objects")).doesNotExist();
    }

    private StoredObject put(TenantId tenant, byte[] bytes) throws IOException {
        return store.put(tenant, new ByteArrayInputStream(bytes), "image/png");
    }

    private static StoredObject object(URI uri) {
        return new StoredObject(uri, HASH, "image/png", BYTES.length);
    }

    private Path path(TenantId tenant, Sha256 hash) {
        String hex = hash.hex();
        return folder.resolve("objects")
                .resolve(tenant.value())
                .resolve(hex.substring(0, 2))
                .resolve(hex.substring(2, 4))
                .resolve(hex);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
