package dev.weft.gateway.http;

import dev.weft.gateway.intake.Ids;
import dev.weft.gateway.problem.Quoted;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Query parameters; as everywhere, one that is not known is refused rather than ignored. */
final class Queries {

    private static final String IMPORT = "import";

    private Queries() {}

    static void requireNone(UriInfo uri) {
        requireKnown(uri, Set.of());
    }

    /** The import an upload belongs to. */
    static Optional<String> importId(UriInfo uri) {
        return optional(uri, IMPORT).map(Ids::requireImport);
    }

    /** The only parameter the path takes. */
    static Optional<String> optional(UriInfo uri, String name) {
        requireKnown(uri, Set.of(name));
        return Optional.ofNullable(uri.getQueryParameters().getFirst(name));
    }

    /** The parameters the path takes, by name. */
    static Function<String, Optional<String>> optional(UriInfo uri, Set<String> names) {
        requireKnown(uri, names);
        return name -> Optional.ofNullable(uri.getQueryParameters().getFirst(name));
    }

    private static void requireKnown(UriInfo uri, Set<String> known) {
        uri.getQueryParameters().forEach((name, values) -> {
            if (!known.contains(name) || values.size() > 1) {
                throw new ProblemException(
                        StandardReason.MALFORMED_REQUEST,
                        "query parameter " + Quoted.of(name) + " is unknown here or given twice"
                                + (known.isEmpty()
                                        ? ""
                                        : "; known is "
                                                + String.join(
                                                        ", ",
                                                        known.stream().sorted().toList())));
            }
        });
    }
}
