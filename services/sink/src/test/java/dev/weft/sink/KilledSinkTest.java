package dev.weft.sink;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class KilledSinkTest extends KilledSinkContract {

    @TempDir
    private Path folder;

    @Override
    String uri() {
        return "lucene:" + folder.resolve("index");
    }
}
