package dev.weft.mining.anchors;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.Modality;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Which rows an index has of a version of an item: what remains of its embeddings when the vectors are left out.
 *
 * @param rows none when the item is deleted
 */
public record EmbeddedRows(long version, List<Row> rows) {

    /** A row's part and modality. */
    public record Row(String part, Modality modality) {}

    public EmbeddedRows {
        rows = List.copyOf(rows);
    }

    static EmbeddedRows of(MediaEmbedded event) {
        return switch (event) {
            case MediaEmbedded.Vectors vectors ->
                new EmbeddedRows(
                        vectors.mediaVersion(),
                        vectors.parts().stream()
                                .map(part -> new Row(part.part(), part.modality()))
                                .toList());
            case MediaEmbedded.Deleted deleted -> new EmbeddedRows(deleted.mediaVersion(), List.of());
        };
    }

    boolean isDeleted() {
        return rows.isEmpty();
    }

    /** The first row of the item's picture, else of its sound, else of its video. */
    Optional<Row> media() {
        return first(Modality.IMAGE).or(() -> first(Modality.AUDIO)).or(() -> first(Modality.VIDEO));
    }

    Optional<Row> text() {
        return first(Modality.TEXT);
    }

    private Optional<Row> first(Modality modality) {
        return rows.stream().filter(row -> row.modality() == modality).findFirst();
    }

    /** As text: the version, then a line {@code modality part} for each row. */
    static Serde<EmbeddedRows> serde() {
        return Serdes.serdeFrom(
                (topic, rows) -> rows == null ? null : rows.asText().getBytes(StandardCharsets.UTF_8),
                (topic, bytes) -> bytes == null ? null : parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    private String asText() {
        StringBuilder text = new StringBuilder().append(version);
        rows.forEach(row ->
                text.append('\n').append(row.modality().wireName()).append(' ').append(row.part()));
        return text.toString();
    }

    private static EmbeddedRows parse(String text) {
        try {
            List<String> lines = text.lines().toList();
            List<Row> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                int space = line.indexOf(' ');
                rows.add(new Row(line.substring(space + 1), Modality.fromWireName(line.substring(0, space))));
            }
            return new EmbeddedRows(Long.parseLong(lines.getFirst()), rows);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SerializationException("the state of an item must be a version and its rows", e);
        }
    }
}
