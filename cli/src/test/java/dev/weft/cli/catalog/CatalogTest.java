package dev.weft.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cli.client.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldTakeEveryPictureWithItsCaptionWhenGivenAFolder() throws Exception {
        // given
        write("shoes/red.png", "bytes");
        write("shoes/red.txt", " a red shoe \n");
        write("hat.JPG", "bytes");
        write("readme.md", "no picture");

        // when
        List<CatalogEntry> entries = read(folder, CatalogOptions.DEFAULTS);

        // then
        assertThat(uploads(entries))
                .extracting(upload -> upload.id().value())
                .containsExactly("hat.JPG", "shoes~red.png");
        assertThat(uploads(entries))
                .extracting(Upload::fields)
                .containsExactly(Map.of(), Map.of("caption", "a red shoe"));
    }

    @Test
    void shouldTakeTheFileNameAsCaptionWhenAskedTo() throws Exception {
        // given
        write("a_red-shoe.png", "bytes");

        // when
        List<CatalogEntry> entries = read(folder, new CatalogOptions(true, Optional.empty()));

        // then
        assertThat(uploads(entries).getFirst().fields()).containsEntry("caption", "a red shoe");
    }

    @Test
    void shouldNameThePictureWhenItsCaptionIsNoText() throws Exception {
        // given
        write("shoe.png", "bytes");
        Files.write(folder.resolve("shoe.txt"), new byte[] {(byte) 0xff, (byte) 0xfe});

        // when
        List<CatalogEntry> entries = read(folder, CatalogOptions.DEFAULTS);

        // then
        assertThat(entries)
                .containsExactly(new CatalogEntry.Unreadable("shoe.png", "its caption file is not UTF-8 text"));
    }

    @Test
    void shouldFollowTheDescriptionWhenAFolderHasOne() throws Exception {
        // given
        write("pictures/1.png", "bytes");
        write("undescribed.png", "bytes");
        write("catalog.jsonl", """
                {"id": "one", "file": "pictures/1.png", "caption": "é", "tags": ["a"], "family": "f", "attributes": {"n": 1}}

                {"id": "two", "caption": "words only"}
                """);

        // when
        List<CatalogEntry> entries = read(folder, CatalogOptions.DEFAULTS);

        // then
        Upload one = uploads(entries).getFirst();
        assertThat(one.fields())
                .containsOnly(
                        Map.entry("caption", "é"),
                        Map.entry("tags", "[\"a\"]"),
                        Map.entry("family", "f"),
                        Map.entry("attributes", "{\"n\":1}"));
        assertThat(contentOf(one)).isEqualTo("bytes");
        assertThat(uploads(entries).get(1).picture()).isEmpty();
        assertThat(entries).extracting(CatalogEntry::where).containsExactly("catalog.jsonl:1", "catalog.jsonl:3");
    }

    @Test
    void shouldSkipOnlyTheBadLinesWhenSomeAreBad() throws Exception {
        // given
        write("1.png", "bytes");
        Path lines = write("list.jsonl", """
                {"id": "good", "file": "1.png"}
                not json
                ["no object"]
                {"id": "../bad", "caption": "x"}
                {"id": "gone", "file": "2.png"}
                {"id": "outside", "file": "../../etc/passwd"}
                {"caption": "no id"}
                {"id": "typed", "caption": 1}
                {"file": "1.png"}
                """);

        // when
        List<CatalogEntry> entries = read(lines, CatalogOptions.DEFAULTS);

        // then
        assertThat(uploads(entries)).extracting(upload -> upload.id().value()).containsExactly("good", "1.png");
        assertThat(entries)
                .filteredOn(CatalogEntry.Unreadable.class::isInstance)
                .extracting(CatalogEntry::where)
                .containsExactly(
                        "list.jsonl:2",
                        "list.jsonl:3",
                        "list.jsonl:4",
                        "list.jsonl:5",
                        "list.jsonl:6",
                        "list.jsonl:7",
                        "list.jsonl:8");
    }

    @Test
    void shouldSkipOnlyTheLineWhenItIsNoUtf8() throws Exception {
        // given
        Path lines = folder.resolve("list.jsonl");
        try (OutputStream out = Files.newOutputStream(lines)) {
            out.write("{\"id\": \"a\", \"caption\": \"".getBytes(StandardCharsets.UTF_8));
            out.write(0xff);
            out.write("\"}\n{\"id\": \"b\", \"caption\": \"fine\"}\n".getBytes(StandardCharsets.UTF_8));
        }

        // when
        List<CatalogEntry> entries = read(lines, CatalogOptions.DEFAULTS);

        // then
        assertThat(entries.getFirst()).isInstanceOf(CatalogEntry.Unreadable.class);
        assertThat(uploads(entries)).extracting(upload -> upload.id().value()).containsExactly("b");
    }

    @Test
    void shouldReadPicturesInsideWhenGivenAZipOfOneFolder() throws Exception {
        // given
        Path zip = folder.resolve("things.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            zipped(out, "things/catalog.jsonl", "{\"id\": \"one\", \"file\": \"p/1.png\"}\n");
            zipped(out, "things/p/1.png", "bytes in a zip");
            zipped(out, "__MACOSX/things/p/._1.png", "fork");
        }

        // when
        try (Catalog catalog = Catalog.open(zip, CatalogOptions.DEFAULTS);
                Stream<CatalogEntry> entries = catalog.entries()) {
            List<CatalogEntry> all = entries.toList();

            // then
            assertThat(catalog.count()).isEqualTo(1);
            assertThat(contentOf(uploads(all).getFirst())).isEqualTo("bytes in a zip");
        }
    }

    @Test
    void shouldRefuseWhenGivenSomethingElse() throws IOException {
        // given
        Path text = write("notes.txt", "hello");
        Path noZip = write("no.zip", "hello");

        // when, then
        assertThatThrownBy(() -> read(text, CatalogOptions.DEFAULTS))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("notes.txt");
        assertThatThrownBy(() -> read(noZip, CatalogOptions.DEFAULTS)).isInstanceOf(CatalogException.class);
        assertThatThrownBy(() -> read(folder.resolve("missing"), CatalogOptions.DEFAULTS))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("missing");
    }

    private static List<CatalogEntry> read(Path path, CatalogOptions options) throws Exception {
        try (Catalog catalog = Catalog.open(path, options);
                Stream<CatalogEntry> entries = catalog.entries()) {
            List<CatalogEntry> all = new ArrayList<>(entries.toList());
            assertThat(catalog.count()).isEqualTo(all.size());
            if (Files.isDirectory(path) && !Files.exists(path.resolve("catalog.jsonl"))) {
                all.sort(Comparator.comparing(CatalogEntry::where));
            }
            return all;
        }
    }

    private static List<Upload> uploads(List<CatalogEntry> entries) {
        return entries.stream()
                .filter(CatalogEntry.Item.class::isInstance)
                .map(entry -> ((CatalogEntry.Item) entry).upload())
                .toList();
    }

    private static String contentOf(Upload upload) throws IOException {
        try (InputStream in = upload.picture().orElseThrow().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, text);
    }

    private static void zipped(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
