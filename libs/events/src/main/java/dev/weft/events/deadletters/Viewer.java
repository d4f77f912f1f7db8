package dev.weft.events.deadletters;

import dev.weft.core.DeadLetter;
import dev.weft.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who looks, and so which dead letters there are for them. A dead letter belongs to the tenant that its record's key names. One whose key names
 * none, or whose value says another item than its key ({@code key_mismatch}), belongs to nobody: its bytes may be anybody's.
 */
public sealed interface Viewer {

    /** Sees everything: whoever runs the installation. */
    static Viewer operator() {
        return new Operator();
    }

    /** Sees what belongs to the tenant. */
    static Viewer of(TenantId tenant) {
        return new OfTenant(tenant);
    }

    /** Sees what belongs to the tenant and what belongs to nobody: right where there is only one tenant. */
    static Viewer ofOnlyTenant(TenantId tenant) {
        return new OfOnlyTenant(tenant);
    }

    boolean sees(DeadLetter letter);

    record Operator() implements Viewer {
        @Override
        public boolean sees(DeadLetter letter) {
            return true;
        }
    }

    record OfTenant(TenantId tenant) implements Viewer {
        @Override
        public boolean sees(DeadLetter letter) {
            return owner(letter).equals(Optional.of(tenant));
        }
    }

    record OfOnlyTenant(TenantId tenant) implements Viewer {
        @Override
        public boolean sees(DeadLetter letter) {
            return owner(letter).map(tenant::equals).orElse(true);
        }
    }

    /** The tenant the dead letter belongs to, if any. */
    static Optional<TenantId> owner(DeadLetter letter) {
        if (letter.reason().equals("key_mismatch")) {
            return Optional.empty();
        }
        String key = new String(letter.key(), StandardCharsets.UTF_8);
        int slash = key.indexOf('/');
        try {
            return slash < 0 ? Optional.empty() : Optional.of(new TenantId(key.substring(0, slash)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
