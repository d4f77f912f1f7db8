package dev.weft.gateway.http;

import dev.weft.gateway.Backends;
import dev.weft.gateway.intake.Drain;
import dev.weft.gateway.intake.MemoryBudget.Share;
import dev.weft.gateway.intake.ReleaseForm;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Reads the form of a release, and holds its memory until it is answered. */
final class ReleaseForms {

    /** Graphs are collected in pieces, put together, and then loaded outside of the heap. */
    private static final int COPIES = 3;

    private ReleaseForms() {}

    static <T> T answer(Backends backends, InputStream body, HttpHeaders headers, Function<ReleaseForm, T> work) {
        long most = backends.config().maxFileBytes();
        long declared = MediaResource.declaredBytes(headers);
        String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        try (Share share = backends.memory().take((declared < 0 ? most : Math.min(declared, most)) * COPIES)) {
            return work.apply(backends.releaseForms().read(body, type));
        } catch (ProblemException e) {
            Drain.rest(body);
            throw e;
        } catch (IOException e) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, "the request ends too early", e);
        }
    }
}
