package dev.weft.media.fetch;

import java.time.Duration;
import java.util.Set;

/**
 * What a fetch may take.
 *
 * @param ports that may be connected to, of the first URL and of every redirect
 * @param maxBytes of the body
 * @param deadline for everything together: looking names up, connecting, redirects, the body
 * @param maxRedirects that are followed
 */
public record FetchLimits(Set<Integer> ports, long maxBytes, Duration deadline, int maxRedirects) {

    public FetchLimits {
        ports = Set.copyOf(ports);
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("ports must have at least one, got none");
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be positive, got " + maxBytes);
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline must be positive, got " + deadline);
        }
        if (maxRedirects < 0) {
            throw new IllegalArgumentException("maxRedirects must not be negative, got " + maxRedirects);
        }
    }
}
