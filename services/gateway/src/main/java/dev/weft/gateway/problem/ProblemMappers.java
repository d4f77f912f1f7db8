package dev.weft.gateway.problem;

import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.media.MediaRejectedException;
import dev.weft.vectorstore.VectorStoreException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a request, ours or the framework's, becomes a {@link Problem}. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public RestResponse<Problem> problem(ProblemException e, UriInfo uri) {
        return e.reason() == Reason.UNKNOWN_SCHEMA
                ? Problems.unknownSchema(e.detail(), uri.getPath())
                : Problems.response(e.reason(), e.detail(), uri.getPath());
    }

    @ServerExceptionMapper
    public RestResponse<Problem> rejected(MediaRejectedException e, UriInfo uri) {
        return Problems.response(Reason.of(e.reason()), String.valueOf(e.getMessage()), uri.getPath());
    }

    @ServerExceptionMapper
    public RestResponse<Problem> store(VectorStoreException e, UriInfo uri) {
        LOG.warnf("The vector store failed: error=%s", e);
        return Problems.response(StandardReason.UNAVAILABLE, "the vector store cannot be used now", uri.getPath());
    }

    @ServerExceptionMapper
    public RestResponse<Problem> framework(WebApplicationException e, UriInfo uri) {
        Response response = e.getResponse();
        StandardReason reason = StandardReason.ofStatus(response.getStatus());
        return Problems.response(reason, reason.hint(), uri.getPath(), response.getHeaderString(HttpHeaders.ALLOW));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> completion(CompletionException e, UriInfo uri) {
        return switch (e.getCause()) {
            case ProblemException problem -> problem(problem, uri);
            case MediaRejectedException rejected -> rejected(rejected, uri);
            case null, default -> unexpected(e, uri);
        };
    }

    @ServerExceptionMapper
    public RestResponse<Problem> unexpected(Throwable e, UriInfo uri) {
        LOG.errorf(e, "A request failed unexpectedly: path=%s", Quoted.of(uri.getPath()));
        return Problems.response(StandardReason.INTERNAL, "the gateway's log has more", uri.getPath());
    }
}
