package dev.weft.modelcatalog;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.weft.core.Modality;
import dev.weft.core.Sha256;
import dev.weft.core.Shown;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a bundle's YAML file. A field that is not known is an error: a misspelled {@code sha256} would be no protection at all. */
final class BundleReader {

    private static final long MAX_BYTES = 1 << 20;

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private BundleReader() {}

    static ModelBundle read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new ModelCatalogException(
                    file + " must have at most " + MAX_BYTES + " bytes, got " + Files.size(file));
        }
        BundleYaml yaml;
        try {
            yaml = YAML.readValue(Files.readAllBytes(file), BundleYaml.class);
        } catch (UnrecognizedPropertyException e) {
            throw new ModelCatalogException(
                    file + ": there is no field '" + Shown.of(place(e)) + "'; there are: "
                            + e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                    e);
        } catch (JsonMappingException e) {
            throw new ModelCatalogException(file + ": " + place(e) + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ModelCatalogException(file + " can't be read: " + e.getMessage(), e);
        }
        try {
            ModelBundle bundle = yaml.bundle(file.toAbsolutePath().resolveSibling(""));
            if (!file.getFileName().toString().equals(bundle.name() + ".yaml")) {
                throw new IllegalArgumentException("name must be that of the file, got '" + bundle.name() + "'");
            }
            return bundle;
        } catch (IllegalArgumentException e) {
            throw new ModelCatalogException(file + ": " + e.getMessage(), e);
        }
    }

    /** Such as {@code files[2].sha256}. */
    private static String place(JsonMappingException e) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            if (reference.getFieldName() == null) {
                place.append('[').append(reference.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return place.toString();
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " must be given");
        }
        return value;
    }

    record BundleYaml(
            @Nullable String name,
            @Nullable String description,
            @Nullable List<String> modalities,
            @Nullable Integer dimension,
            @Nullable String licence,
            @Nullable List<SourceYaml> sources,
            @Nullable List<FileYaml> files) {

        ModelBundle bundle(Path folder) {
            EnumSet<Modality> known = EnumSet.noneOf(Modality.class);
            required("modalities", modalities).forEach(each -> known.add(Modality.fromWireName(each)));
            return new ModelBundle(
                    required("name", name),
                    required("description", description),
                    known,
                    required("dimension", dimension),
                    required("licence", licence),
                    required("sources", sources).stream()
                            .map(source -> required("sources", source).source(folder))
                            .toList(),
                    required("files", files).stream()
                            .map(file -> required("files", file).file())
                            .toList());
        }
    }

    record SourceYaml(
            @Nullable String folder,
            @Nullable String classpath,
            @Nullable Map<String, String> names,
            @Nullable String mirror,
            @Nullable String huggingface,
            @Nullable String revision) {

        ModelSource source(Path base) {
            ModelSource source = only(base);
            if (names != null && !(source instanceof ModelSource.ClassPath)) {
                throw new IllegalArgumentException("names belongs to a classpath source, got it beside " + source);
            }
            if (revision != null && huggingface == null) {
                throw new IllegalArgumentException("revision belongs to a huggingface source, got it beside " + source);
            }
            return source;
        }

        private ModelSource only(Path base) {
            long kinds = Stream.of(folder, classpath, mirror, huggingface)
                    .filter(Objects::nonNull)
                    .count();
            if (kinds != 1) {
                throw new IllegalArgumentException(
                        "a source must have one of folder, classpath, mirror, huggingface, got " + kinds + " of them");
            }
            if (folder != null) {
                return new ModelSource.Folder(new BundlePath(folder).in(base));
            }
            if (classpath != null) {
                return new ModelSource.ClassPath(classpath, renamed());
            }
            if (mirror != null) {
                return new ModelSource.Mirror(URI.create(mirror));
            }
            return new ModelSource.HuggingFace(required("huggingface", huggingface), required("revision", revision));
        }

        private Map<BundlePath, BundlePath> renamed() {
            Map<BundlePath, BundlePath> renamed = new HashMap<>();
            if (names != null) {
                names.forEach((path, name) -> renamed.put(new BundlePath(path), new BundlePath(name)));
            }
            return renamed;
        }
    }

    record FileYaml(
            @Nullable String path,
            @Nullable String variant,
            @Nullable Long size,
            @Nullable String sha256) {

        ModelFile file() {
            return new ModelFile(
                    new BundlePath(required("path", path)),
                    Optional.ofNullable(variant).map(ModelVariant::fromWireName),
                    size == null ? OptionalLong.empty() : OptionalLong.of(size),
                    Optional.ofNullable(sha256).map(Sha256::new));
        }
    }
}
