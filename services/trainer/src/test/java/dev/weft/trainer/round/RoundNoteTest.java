package dev.weft.trainer.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.ReleaseId;
import dev.weft.trainer.round.UnfinishedRound.Candidate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundNoteTest {

    @TempDir
    Path folder;

    private final UnfinishedRound round = new UnfinishedRound(
            "r-1",
            new RoundRequest("a \"reason\"\nof two lines", "me"),
            Optional.of(new Candidate(new ReleaseId("catalog", 7), List.of("a1", "b2"))));

    @Test
    void shouldGiveBackWhatWasNotedLast() {
        RoundNote note = new RoundNote(folder.resolve("new/round.json"));
        assertThat(note.read()).isEmpty();

        note.write(new UnfinishedRound("r-0", round.request(), Optional.empty()));
        assertThat(note.read()).contains(new UnfinishedRound("r-0", round.request(), Optional.empty()));

        note.write(round);
        assertThat(note.read()).contains(round);

        note.remove();
        assertThat(note.read()).isEmpty();
    }

    @Test
    void shouldBeNoNoteWhenItCannotBeUnderstood() throws Exception {
        Path file = folder.resolve("round.json");
        RoundNote note = new RoundNote(file);
        for (String damaged : List.of("", "{", "{}", "null", "{\"id\":\"r-1\",\"reason\":\"\",\"by\":\"me\"}")) {
            Files.writeString(file, damaged);

            assertThat(note.read()).as(damaged).isEmpty();
        }
    }
}
