package dev.weft.media;

import dev.weft.core.Sha256;
import dev.weft.core.TenantId;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an object is, whatever the store: the two names that {@code object:///<tenant>/<sha256>} is made of. */
record ObjectAddress(TenantId tenant, Sha256 sha256) {

    /** Matched against the text and not the parsed URI: whatever is escaped, dotted or otherwise clever is no address. */
    private static final Pattern URI_FORM = Pattern.compile("object:///([A-Za-z0-9._~-]{1,128})/([0-9a-f]{64})");

    static Optional<ObjectAddress> parse(URI uri) {
        Matcher matcher = URI_FORM.matcher(uri.toString());
        if (!matcher.matches() || matcher.group(1).matches("\\.{1,2}")) {
            return Optional.empty();
        }
        return Optional.of(new ObjectAddress(new TenantId(matcher.group(1)), new Sha256(matcher.group(2))));
    }

    URI uri() {
        return URI.create("object:///" + tenant + "/" + sha256);
    }

    /** {@code <tenant>/<ab>/<cd>}: no folder gets so many entries that listing it hurts. */
    String folder() {
        return tenant + "/" + sha256.hex().substring(0, 2) + "/" + sha256.hex().substring(2, 4);
    }
}
