package dev.weft.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The schemas that come with Weft and their fixed ids: what a schema registry would answer. Immutable.
 *
 * <p>Subjects are named after topics ({@code weft.media-value}), as Confluent's clients expect by default.
 */
public final class SchemaCatalog {

    private static final String FOLDER = "/weft/schemas/";

    private final List<Entry> entries;

    private SchemaCatalog(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * A released schema.
     *
     * @param id lies in the header of every record written with it; never reused
     * @param version counts up from 1 within the subject
     * @param schemaJson the whole Avro schema
     */
    public record Entry(int id, String subject, int version, String schemaJson) {}

    /** The catalog for topics with the default prefix. */
    public static SchemaCatalog builtIn() {
        return builtIn("weft.");
    }

    /** The catalog for topics with this prefix. */
    public static SchemaCatalog builtIn(String topicPrefix) {
        List<Entry> entries = read("catalog.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ", 4))
                .map(field -> new Entry(
                        Integer.parseInt(field[0]),
                        subjectOf(topicPrefix + field[1]),
                        Integer.parseInt(field[2]),
                        read(field[3])))
                .toList();
        return new SchemaCatalog(entries);
    }

    static String subjectOf(String topic) {
        return topic + "-value";
    }

    /** All subjects, in alphabetical order. */
    public List<String> subjects() {
        return entries.stream().map(Entry::subject).distinct().sorted().toList();
    }

    public Optional<Entry> byId(int id) {
        return entries.stream().filter(entry -> entry.id() == id).findFirst();
    }

    /** The versions of a subject, ascending; empty when there is no such subject. */
    public List<Integer> versions(String subject) {
        return of(subject).map(Entry::version).sorted().toList();
    }

    public Optional<Entry> version(String subject, int version) {
        return of(subject).filter(entry -> entry.version() == version).findFirst();
    }

    /** The newest version of a subject: what records are written with. */
    public Optional<Entry> latest(String subject) {
        return of(subject).max(Comparator.comparingInt(Entry::version));
    }

    private Stream<Entry> of(String subject) {
        return entries.stream().filter(entry -> entry.subject().equals(subject));
    }

    private static String read(String file) {
        try (InputStream stream = SchemaCatalog.class.getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                throw new IllegalStateException("the schemas' jar must hold " + FOLDER + file + ", got nothing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + FOLDER + file, e);
        }
    }
}
