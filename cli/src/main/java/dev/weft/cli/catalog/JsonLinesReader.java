package dev.weft.cli.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.cli.client.MediaBytes;
import dev.weft.cli.client.Upload;
import dev.weft.core.MediaId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A file with one JSON object a line; pictures are named relative to {@code root} and must lie inside it. */
record JsonLinesReader(Path lines, Path root) implements CatalogReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Stream<CatalogEntry> entries() throws IOException {
        Cursor cursor = new Cursor(new LineSplitter(Files.newInputStream(lines), LineSplitter.MAX_LINE_BYTES));
        return StreamSupport.stream(cursor, false).onClose(cursor::close);
    }

    @Override
    public long count() throws IOException {
        long count = 0;
        try (LineSplitter splitter = new LineSplitter(Files.newInputStream(lines), LineSplitter.MAX_LINE_BYTES)) {
            for (var line = splitter.next(); line.isPresent(); line = splitter.next()) {
                count += line.get().isBlank() ? 0 : 1;
            }
        }
        return count;
    }

    private final class Cursor extends AbstractSpliterator<CatalogEntry> {

        private final LineSplitter splitter;
        private long number;

        Cursor(LineSplitter splitter) {
            super(Long.MAX_VALUE, ORDERED | NONNULL);
            this.splitter = splitter;
        }

        @Override
        public boolean tryAdvance(Consumer<? super CatalogEntry> action) {
            try {
                for (var line = splitter.next(); line.isPresent(); line = splitter.next()) {
                    number++;
                    if (!line.get().isBlank()) {
                        action.accept(entry(line.get(), Catalog.fileName(lines) + ":" + number));
                        return true;
                    }
                }
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(lines + " broke off after line " + number, e);
            }
        }

        void close() {
            try {
                splitter.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private CatalogEntry entry(LineSplitter.Line line, String where) {
        if (line.isTooLong()) {
            return new CatalogEntry.Unreadable(
                    where, "a line may have up to " + LineSplitter.MAX_LINE_BYTES + " bytes");
        }
        try {
            JsonNode item = JSON.readTree(line.bytes());
            return item.isObject()
                    ? new CatalogEntry.Item(where, upload(item))
                    : new CatalogEntry.Unreadable(where, "a line must be a JSON object");
        } catch (JsonProcessingException e) {
            return new CatalogEntry.Unreadable(where, "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new CatalogEntry.Unreadable(where, "not UTF-8: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return new CatalogEntry.Unreadable(where, String.valueOf(e.getMessage()));
        }
    }

    private Upload upload(JsonNode item) {
        Map<String, String> fields = new HashMap<>();
        text(item, "caption").ifPresent(caption -> fields.put("caption", caption));
        text(item, "family").ifPresent(family -> fields.put("family", family));
        json(item, "tags").ifPresent(tags -> fields.put("tags", tags));
        json(item, "attributes").ifPresent(attributes -> fields.put("attributes", attributes));
        Optional<String> file = text(item, "file");
        MediaId id = text(item, "id")
                .map(MediaId::new)
                .or(() -> file.map(PathIds::of))
                .orElseThrow(() -> new IllegalArgumentException("a line must have an 'id' or a 'file'"));
        return new Upload(id, file.map(this::picture), file.isPresent() ? Optional.empty() : text(item, "uri"), fields);
    }

    private MediaBytes picture(String file) {
        Path inside;
        try {
            inside = root.resolve(file).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'file' is no path: " + e.getReason(), e);
        }
        if (!inside.startsWith(root.normalize())) {
            // A catalog from elsewhere must not make us upload what it points to on this machine.
            throw new IllegalArgumentException("'file' must lie below " + root + ", got '" + file + "'");
        }
        if (!Files.isRegularFile(inside)) {
            throw new IllegalArgumentException("there is no file '" + file + "'");
        }
        return new FileBytes(inside);
    }

    private static Optional<String> text(JsonNode item, String field) {
        JsonNode value = item.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException("'" + field + "' must be a string");
        }
        return Optional.of(value.textValue());
    }

    private static Optional<String> json(JsonNode item, String field) {
        JsonNode value = item.path(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.toString());
    }
}
