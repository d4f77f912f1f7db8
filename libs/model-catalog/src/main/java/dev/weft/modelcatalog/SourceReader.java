package dev.weft.modelcatalog;

import dev.weft.core.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads one file of a source into a part file. Safe for use by several threads. */
final class SourceReader implements AutoCloseable {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final URI hub;
    private final HttpDownload http;

    SourceReader(HttpOptions options) {
        this.hub = options.hub();
        this.http = new HttpDownload(options);
    }

    /** Names what would be read, and with it what a later try may go on with. */
    String key(ModelSource source, ModelFile file) {
        return Sha256.ofText(source + "\n" + file.path()).hex();
    }

    /**
     * Reads the whole file.
     *
     * @throws FileNotFoundException if a folder doesn't have it
     * @throws HttpDownload.UnreachableException if a server can't be reached
     */
    void read(ModelSource source, ModelFile file, PartFile part, HttpDownload.Progress progress)
            throws IOException, InterruptedException {
        switch (source) {
            case ModelSource.Folder folder ->
                copy(open(file.path().in(folder.path())), part, file.sizeBytes(), progress);
            case ModelSource.ClassPath classPath ->
                copy(resource(classPath.resource(file.path())), part, file.sizeBytes(), progress);
            case ModelSource.Mirror mirror ->
                http.fetch(mirror.base().resolve(file.path().value()), part, file.sizeBytes(), progress);
            case ModelSource.HuggingFace repository ->
                http.fetch(
                        hub.resolve(repository.repository() + "/resolve/" + repository.revision() + "/" + file.path()),
                        part,
                        file.sizeBytes(),
                        progress);
        }
    }

    private static @Nullable InputStream open(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
    }

    private static @Nullable InputStream resource(String name) throws IOException {
        URL url = SourceReader.class.getClassLoader().getResource(name);
        return url == null ? null : url.openStream();
    }

    private static void copy(
            @Nullable InputStream opened, PartFile part, OptionalLong size, HttpDownload.Progress progress)
            throws IOException {
        if (opened == null) {
            throw new FileNotFoundException("is not there");
        }
        part.restart();
        try (InputStream stream = opened) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                part.append(buffer, read);
                progress.at(part.sizeBytes(), size);
            }
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
