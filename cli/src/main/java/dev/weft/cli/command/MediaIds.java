package dev.weft.cli.command;

import dev.weft.core.MediaId;

/** Ids as they are typed. */
final class MediaIds {

    private MediaIds() {}

    /** @throws UsageException if it can't be one */
    static MediaId parse(String typed) throws UsageException {
        try {
            return new MediaId(typed);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
