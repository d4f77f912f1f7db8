package dev.weft.media.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where one request of a fetch goes, checked as far as that goes without looking the host up. What is checked here is what is connected to:
 * nobody parses the URL again.
 *
 * @param host a name, or an address without brackets
 * @param path with the query; at least a slash
 */
record Target(URI uri, String scheme, String host, int port, String path) {

    private static final int MAX_CHARACTERS = 2048;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** Hosts that some programs read as an address (WHATWG URL, "ends in a number"): the system's resolver takes 0x7f000001 for 127.0.0.1. */
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    /** Without leading zeros, which some programs read as octal. */
    private static final Pattern IPV4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})(?:\\.(?!$)|$)){4}");

    /** @throws FetchRefusedException if it isn't one that may be asked */
    static Target parse(String url, Set<Integer> ports) {
        if (url.length() > MAX_CHARACTERS) {
            throw malformed("a URL may have up to " + MAX_CHARACTERS + " characters, got " + url.length());
        }
        try {
            return of(new URI(url), ports);
        } catch (URISyntaxException e) {
            throw new FetchRefusedException(FetchRefusal.MALFORMED, "the URL cannot be read", e);
        }
    }

    /** @param location of a redirect, relative to this one or not */
    Target redirected(String location, Set<Integer> ports) {
        if (location.length() > MAX_CHARACTERS) {
            throw malformed("a redirect's URL may have up to " + MAX_CHARACTERS + " characters");
        }
        try {
            return of(uri.resolve(new URI(location)), ports);
        } catch (URISyntaxException e) {
            throw new FetchRefusedException(FetchRefusal.MALFORMED, "a redirect's URL cannot be read", e);
        }
    }

    private static Target of(URI uri, Set<Integer> ports) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new FetchRefusedException(FetchRefusal.SCHEME, "only http and https URLs are fetched");
        }
        String authority = uri.getRawAuthority();
        if (authority != null && authority.contains("@")) {
            throw new FetchRefusedException(FetchRefusal.USER_INFO, "a URL must not carry a name or a password");
        }
        if (uri.getHost() == null) {
            // Also hosts in other forms than a name, four decimal numbers or IPv6: programs read 0x7f.1 differently.
            throw malformed("a URL must have a host: a name in ASCII, or an address in its usual form");
        }
        String host = host(uri.getHost());
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("http") ? HTTP_PORT : HTTPS_PORT;
        if (!ports.contains(port)) {
            throw new FetchRefusedException(
                    FetchRefusal.PORT,
                    "the port must be one of " + ports.stream().sorted().toList() + ", got " + port);
        }
        return new Target(uri, scheme, host, port, path(uri));
    }

    private static String host(String host) {
        boolean bracketed = host.startsWith("[");
        if (bracketed && host.contains("%")) {
            throw malformed("an address must not name an interface of this machine");
        }
        if (NUMERIC.matcher(host).matches() && !isIpv4(host)) {
            throw malformed("an IPv4 address must be four decimal numbers without leading zeros");
        }
        return bracketed ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether the host is four decimal numbers. */
    static boolean isIpv4(String host) {
        return IPV4.matcher(host).matches();
    }

    private static String path(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static FetchRefusedException malformed(String message) {
        return new FetchRefusedException(FetchRefusal.MALFORMED, message);
    }
}
