package dev.weft.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses writes that a browser sends for another site's page: a form can be posted anywhere without asking, even to a server on the visitor's
 * own machine. Browsers say so themselves (Fetch Metadata); other clients send no such header.
 */
public class CrossSite {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    @ServerRequestFilter
    public void refuse(ContainerRequestContext request) {
        boolean crossSite = "cross-site".equals(request.getHeaderString("Sec-Fetch-Site"));
        if (crossSite && !READS.contains(request.getMethod())) {
            throw new ProblemException(StandardReason.CROSS_SITE, "a page of another site may not write here");
        }
    }
}
