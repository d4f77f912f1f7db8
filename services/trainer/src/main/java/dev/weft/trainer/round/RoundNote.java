package dev.weft.trainer.round;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.ReleaseId;
import dev.weft.trainer.round.UnfinishedRound.Candidate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers on disk which round is under way, so that it goes on after a crash. */
final class RoundNote {

    private static final Logger LOG = LoggerFactory.getLogger(RoundNote.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    RoundNote(Path file) {
        this.file = file;
    }

    /** The round that was under way; empty if there was none, or the note can't be understood. */
    Optional<UnfinishedRound> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode written = JSON.readTree(Files.readAllBytes(file));
            return Optional.of(new UnfinishedRound(
                    written.path("id").asText(),
                    new RoundRequest(
                            written.path("reason").asText(), written.path("by").asText()),
                    written.has("candidate") ? Optional.of(candidate(written)) : Optional.empty()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.error("the note of the round that was under way can't be understood, and is left: file={}", file, e);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the note of the round under way can't be read: " + file, e);
        }
    }

    private static Candidate candidate(JsonNode written) {
        List<String> heads = new ArrayList<>();
        written.path("heads").forEach(head -> heads.add(head.asText()));
        return new Candidate(ReleaseId.parse(written.path("candidate").asText()), heads);
    }

    void write(UnfinishedRound round) {
        ObjectNode written = JSON.createObjectNode()
                .put("id", round.id())
                .put("reason", round.request().reason())
                .put("by", round.request().by());
        round.candidate().ifPresent(made -> {
            written.put("candidate", made.id().toString());
            made.heads().forEach(written.putArray("heads")::add);
        });
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(fresh, JSON.writeValueAsBytes(written));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the note of the round under way can't be written: " + file, e);
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the note of the round under way can't be removed: " + file, e);
        }
    }
}
