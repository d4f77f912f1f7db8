package dev.weft.cli.command;

import dev.weft.core.DeadLetterId;

final class DlqIds {

    private DlqIds() {}

    static String require(String text) throws UsageException {
        try {
            return DeadLetterId.parse(text).toString();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
