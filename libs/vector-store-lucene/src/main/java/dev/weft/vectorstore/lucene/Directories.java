package dev.weft.vectorstore.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;

/** Opens the folder of an index. */
@FunctionalInterface
interface Directories {

    Directory open(Path folder) throws IOException;
}
