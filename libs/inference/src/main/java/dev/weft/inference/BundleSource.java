package dev.weft.inference;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a bundle's files are read from. */
sealed interface BundleSource {

    String CLASS_PATH = "classpath:";

    /** Opens a file that stands beside the manifest. */
    InputStream open(String name) throws IOException;

    /** {@code classpath:some/folder} or the path of a folder. */
    static BundleSource at(String location) {
        if (location.startsWith(CLASS_PATH)) {
            return new ClassPath(location.substring(CLASS_PATH.length()));
        }
        try {
            return new Folder(Path.of(location));
        } catch (InvalidPathException e) {
            throw new ModelBundleException("a bundle must be classpath:FOLDER or a folder, got " + location, e);
        }
    }

    /** Reads a small file that stands beside the manifest, if there is one. */
    default Optional<byte[]> find(String name) {
        try (InputStream stream = open(name)) {
            return Optional.of(stream.readAllBytes());
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ModelBundleException(
                    "the file " + name + " of the bundle " + this + " can't be read: " + e.getMessage(), e);
        }
    }

    default InputStream open(BundleFile file) throws IOException {
        return switch (file.origin()) {
            case BUNDLE -> open(file.name());
            case CLASS_PATH -> ClassPath.resource(file.name());
        };
    }

    /** A folder of the file system. */
    record Folder(Path path) implements BundleSource {
        @Override
        public InputStream open(String name) throws IOException {
            return Files.newInputStream(path.resolve(name));
        }
    }

    /** A folder of the class path, without a slash at either end. */
    record ClassPath(String folder) implements BundleSource {

        @Override
        public InputStream open(String name) throws IOException {
            return resource(folder + "/" + name);
        }

        /**
         * Streams the resource from its jar. The class loader's own {@code getResourceAsStream} may hold all of it on the heap, and caching
         * would keep the jar open.
         */
        static InputStream resource(String name) throws IOException {
            URL url = find(name, Thread.currentThread().getContextClassLoader());
            if (url == null) {
                url = find(name, BundleSource.class.getClassLoader());
            }
            if (url == null) {
                throw new FileNotFoundException("no resource of the class path is named " + name);
            }
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            return connection.getInputStream();
        }

        private static @Nullable URL find(String name, @Nullable ClassLoader loader) {
            return loader == null ? null : loader.getResource(name);
        }
    }
}
