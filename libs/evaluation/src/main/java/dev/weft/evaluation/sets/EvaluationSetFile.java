package dev.weft.evaluation.sets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.core.Shown;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set in a file of JSON lines in UTF-8: a header with the hash of the content, then an item per line, queries first. A set is read only if the file
 * holds exactly what was frozen.
 */
public final class EvaluationSetFile {

    private static final String FORMAT = "weft-evaluation-set/1";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private EvaluationSetFile() {}

    /** Writes beside the file and moves it into place, so that a reader sees the whole set or none of it. */
    public static void write(EvaluationSet set, Path file) throws IOException {
        Path partial = Files.createTempFile(
                file.toAbsolutePath().getParent(), file.getFileName().toString(), ".partial");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(partial)) {
                line(out, Header.of(set));
                for (EvaluationItem item : set.pool()) {
                    line(out, item);
                }
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /**
     * @throws EvaluationSetException if the file is damaged, or its content isn't what its header says
     * @throws IOException if it can't be read
     */
    public static EvaluationSet read(Path file) throws IOException, EvaluationSetException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            Header header = parse(file, 1, in.readLine(), Header.class);
            if (!header.format().equals(FORMAT)) {
                throw damaged(file, "its format must be " + FORMAT + ", got " + Shown.of(header.format()), null);
            }
            List<EvaluationItem> queries = items(file, in, 2, header.queries());
            List<EvaluationItem> distractors = items(file, in, 2L + header.queries(), header.distractors());
            if (in.readLine() != null) {
                throw damaged(file, "it must end after the " + header.distractors() + " distractors", null);
            }
            EvaluationSet set = new EvaluationSet(header.name(), header.kind(), header.version(), queries, distractors);
            if (!set.contentHash().hex().equals(header.sha256())) {
                throw damaged(
                        file,
                        "its content must have the hash " + Shown.of(header.sha256()) + ", got " + set.contentHash(),
                        null);
            }
            return set;
        } catch (CharacterCodingException e) {
            throw damaged(file, "it must be UTF-8", e);
        } catch (IllegalArgumentException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<EvaluationItem> items(Path file, BufferedReader in, long firstLine, int count)
            throws IOException, EvaluationSetException {
        List<EvaluationItem> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(parse(file, firstLine + i, in.readLine(), EvaluationItem.class));
        }
        return items;
    }

    private static <T> T parse(Path file, long number, @Nullable String line, Class<T> type)
            throws EvaluationSetException {
        if (line == null) {
            throw damaged(file, "it must have a line " + number + ", got its end", null);
        }
        try {
            ObjectReader reader = JSON.readerFor(type);
            T value = reader.readValue(line);
            if (value == null) {
                throw damaged(file, "line " + number + " must be an object, got null", null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw damaged(file, "line " + number + " must be a " + type.getSimpleName() + ", got " + Shown.of(line), e);
        }
    }

    private static void line(BufferedWriter out, Object value) throws IOException {
        out.write(JSON.writeValueAsString(value));
        out.write('\n');
    }

    private static EvaluationSetException damaged(Path file, String what, @Nullable Exception cause) {
        String message = "evaluation set " + file + " can't be used: " + what + "; restore it, or freeze a new version";
        return cause == null ? new EvaluationSetException(message) : new EvaluationSetException(message, cause);
    }

    private record Header(
            String format, String name, EvaluationKind kind, int version, int queries, int distractors, String sha256) {

        static Header of(EvaluationSet set) {
            return new Header(
                    FORMAT,
                    set.name(),
                    set.kind(),
                    set.version(),
                    set.queries().size(),
                    set.distractors().size(),
                    set.contentHash().hex());
        }
    }
}
