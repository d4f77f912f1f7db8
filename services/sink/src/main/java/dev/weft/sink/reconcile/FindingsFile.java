package dev.weft.sink.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** All findings of a run as JSON lines, one a line, as they are found. For one thread. */
final class FindingsFile implements Consumer<Finding>, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final BufferedWriter out;

    private FindingsFile(Path file, BufferedWriter out) {
        this.file = file;
        this.out = out;
    }

    /** @throws ReconcileException if the file can't be made */
    static FindingsFile create(Path file) {
        try {
            return new FindingsFile(file, Files.newBufferedWriter(file));
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    @Override
    public void accept(Finding finding) {
        try {
            out.write(JSON.writeValueAsString(FindingView.of(finding)));
            out.newLine();
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    private static ReconcileException broken(Path file, IOException e) {
        return new ReconcileException(
                "findings can't be written to " + file
                        + "; name a folder that can with weft.sink.reconcile.findings-folder, or none: " + e,
                e);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw broken(file, e);
        }
    }
}
