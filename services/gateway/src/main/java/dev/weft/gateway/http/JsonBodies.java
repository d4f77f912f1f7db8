package dev.weft.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.gateway.Backends;
import dev.weft.gateway.intake.Bounded;
import dev.weft.gateway.intake.Drain;
import dev.weft.gateway.intake.Json;
import dev.weft.gateway.intake.MemoryBudget.Share;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Reads the JSON of a request that stores nothing, and holds its memory until it is answered. */
final class JsonBodies {

    /** A body is held as bytes, as text and, in part, decoded. */
    private static final int COPIES = 3;

    private JsonBodies() {}

    static <T> T answer(Backends backends, InputStream body, HttpHeaders headers, Function<ObjectNode, T> work) {
        long most = backends.config().maxJsonBytes();
        long declared = MediaResource.declaredBytes(headers);
        try (Share share = backends.memory().take((declared < 0 ? most : Math.min(declared, most)) * COPIES)) {
            return work.apply(Json.parseObject(Bounded.read(body, most, StandardReason.TOO_MANY_BYTES, "a JSON body")));
        } catch (ProblemException e) {
            Drain.rest(body);
            throw e;
        } catch (IOException e) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, "the request ends too early", e);
        }
    }
}
