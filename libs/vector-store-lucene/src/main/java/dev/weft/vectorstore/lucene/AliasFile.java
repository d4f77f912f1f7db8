package dev.weft.vectorstore.lucene;

import dev.weft.vectorstore.spi.AliasTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.util.IOUtils;

/** The aliases in a file, one {@code alias collection} a line. It is replaced as a whole: a crash leaves the old table or the new one. */
final class AliasFile {

    private static final String NAME = "aliases";

    private final Path folder;

    AliasFile(Path folder) {
        this.folder = folder;
    }

    AliasTable read() throws IOException {
        Path file = folder.resolve(NAME);
        SortedMap<String, String> targets = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int space = line.indexOf(' ');
                if (space < 1) {
                    throw new IOException("a line of " + file + " must be 'alias collection', got '" + line + "'");
                }
                targets.put(line.substring(0, space), line.substring(space + 1));
            }
        }
        return new AliasTable(targets);
    }

    void write(AliasTable aliases) throws IOException {
        StringBuilder lines = new StringBuilder();
        aliases.targets()
                .forEach((alias, collection) ->
                        lines.append(alias).append(' ').append(collection).append('\n'));
        Path fresh = folder.resolve(NAME + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        IOUtils.fsync(folder, true);
    }
}
