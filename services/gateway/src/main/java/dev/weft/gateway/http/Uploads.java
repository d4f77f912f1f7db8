package dev.weft.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.MediaId;
import dev.weft.gateway.Backends;
import dev.weft.gateway.intake.Bounded;
import dev.weft.gateway.intake.Content;
import dev.weft.gateway.intake.Draft;
import dev.weft.gateway.intake.Drain;
import dev.weft.gateway.intake.Ids;
import dev.weft.gateway.intake.Json;
import dev.weft.gateway.intake.MemoryBudget.Share;
import dev.weft.gateway.problem.Reason;
import dev.weft.gateway.table.Written;
import dev.weft.gateway.table.Written.Change;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.media.MediaRejectedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The steps of an upload that forms, JSON bodies and lines of a batch have in common. */
@ApplicationScoped
class Uploads {

    /** A JSON body is held as bytes, as text and, in part, decoded. */
    private static final int JSON_COPIES = 3;

    /** A file is collected in pieces, which are then put together. */
    private static final int FORM_COPIES = 2;

    /** Parts other than the file, and the form's own lines. */
    private static final int FORM_EXTRA_BYTES = 512 * 1024;

    private final Backends backends;
    private final ImportLog imports;
    private final GatewayMetrics metrics;

    @Inject
    Uploads(Backends backends, ImportLog imports, GatewayMetrics metrics) {
        this.backends = backends;
        this.imports = imports;
        this.metrics = metrics;
    }

    /** What is left of a request once its picture is stored. */
    record Prepared(Optional<MediaId> id, Content content) {}

    Prepared form(InputStream body, String contentType, long declaredBytes) {
        long most = (long) backends.config().maxFileBytes() + FORM_EXTRA_BYTES;
        try (Share share = reserve(declaredBytes, most, FORM_COPIES)) {
            return prepare(backends.drafts().read(backends.forms().read(body, contentType)));
        } catch (ProblemException | MediaRejectedException e) {
            throw rejected(e, body);
        } catch (IOException e) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, "the request ends too early", e);
        }
    }

    Prepared json(InputStream body, long declaredBytes) {
        long most = backends.config().maxJsonBytes();
        try (Share share = reserve(declaredBytes, most, JSON_COPIES)) {
            return prepare(backends.drafts()
                    .read(Json.parseObject(Bounded.read(body, most, StandardReason.TOO_MANY_BYTES, "a JSON body"))));
        } catch (ProblemException | MediaRejectedException e) {
            throw rejected(e, body);
        } catch (IOException e) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, "the request ends too early", e);
        }
    }

    /** The memory a line takes until it is prepared. */
    Share reserve(byte[] line) {
        return backends.memory().take((long) line.length * JSON_COPIES);
    }

    Prepared line(byte[] line) {
        ObjectNode json = Json.parseObject(line);
        return prepare(backends.drafts().read(json));
    }

    CompletionStage<Written> create(Prepared prepared, Optional<String> importId) {
        MediaId id = prepared.id().orElseGet(Ids::newMedia);
        return counted(backends.writer().create(id, prepared.content(), importId), importId);
    }

    CompletionStage<Written> put(MediaId id, Prepared prepared, Optional<String> importId) {
        if (prepared.id().filter(inBody -> !inBody.equals(id)).isPresent()) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST, "the id in the body is not the one in the path");
        }
        return counted(backends.writer().put(id, prepared.content(), importId), importId);
    }

    /** A line with an id stores or replaces, so that the same batch can be sent again; one without makes a new item. */
    CompletionStage<Written> createOrPut(Prepared prepared, Optional<String> importId) {
        return prepared.id().isPresent() ? put(prepared.id().get(), prepared, importId) : create(prepared, importId);
    }

    CompletionStage<Written> delete(MediaId id) {
        return backends.writer().delete(id);
    }

    private Prepared prepare(Draft draft) {
        // Before anything is stored: an upload that can't be announced should leave nothing behind.
        backends.writer();
        return new Prepared(draft.id(), backends.intake().store(draft));
    }

    private CompletionStage<Written> counted(CompletionStage<Written> writing, Optional<String> importId) {
        return writing.thenApply(written -> {
            if (written.change() == Change.UNCHANGED) {
                importId.ifPresent(imports::unchanged);
            } else {
                metrics.accepted();
            }
            return written;
        });
    }

    private RuntimeException rejected(RuntimeException e, InputStream body) {
        Drain.rest(body);
        switch (e) {
            case ProblemException problem -> metrics.rejected(problem.reason());
            case MediaRejectedException media -> metrics.rejected(Reason.of(media.reason()));
            default -> throw e;
        }
        return e;
    }

    private Share reserve(long declaredBytes, long most, int copies) {
        requireAtMost(declaredBytes, most);
        return backends.memory().take((declaredBytes < 0 ? most : declaredBytes) * copies);
    }

    private static void requireAtMost(long declaredBytes, long most) {
        if (declaredBytes > most) {
            throw new ProblemException(
                    StandardReason.TOO_MANY_BYTES,
                    "a request may have up to " + most + " bytes here, got " + declaredBytes);
        }
    }
}
