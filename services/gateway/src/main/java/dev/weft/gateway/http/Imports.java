package dev.weft.gateway.http;

import dev.weft.gateway.Backends;
import dev.weft.gateway.http.ImportLog.Seen;
import dev.weft.gateway.intake.Ids;
import dev.weft.gateway.problem.Reason;
import dev.weft.gateway.table.ImportCounts;
import dev.weft.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts together what is known of an import. */
@ApplicationScoped
class Imports {

    private final Backends backends;
    private final ImportLog log;

    @Inject
    Imports(Backends backends, ImportLog log) {
        this.backends = backends;
        this.log = log;
    }

    String begin() {
        String id = Ids.newImport();
        log.begin(id);
        return id;
    }

    /** @throws ProblemException {@code unknown_import} */
    ImportView now(String given) {
        String id = Ids.requireImport(given);
        Optional<ImportCounts> counts = backends.table().ofImport(id);
        Optional<Seen> entry = log.find(id);
        if (counts.isEmpty() && entry.isEmpty()) {
            throw new ProblemException(Reason.UNKNOWN_IMPORT, "there is no import " + id);
        }
        Instant started = Ids.createdAt(id);
        Instant updated = Stream.of(
                        Optional.of(started), counts.map(ImportCounts::updatedAt), entry.map(Seen::updatedAt))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(started);
        return new ImportView(
                id,
                counts.map(ImportCounts::accepted).orElse(0L),
                entry.map(Seen::unchanged).orElse(0L),
                counts.map(ImportCounts::embedded).orElse(0L),
                counts.map(ImportCounts::searchable).orElse(0L),
                counts.map(ImportCounts::failed).orElse(0L),
                Times.iso(started),
                Times.iso(updated));
    }
}
