package dev.weft.cli.command;

/** What {@code weft} ends with; docs/cli.md lists the same. The launcher adds 5 (no JDK) and 6 (the build failed). */
public final class ExitCodes {

    public static final int OK = 0;

    /** It did not work, or only for a part. */
    public static final int FAILED = 1;

    /** The command line itself is wrong. */
    public static final int USAGE = 2;

    /** There is no item with this id. */
    public static final int NOT_FOUND = 3;

    /** Nobody answers at the gateway's address. */
    public static final int UNREACHABLE = 4;

    private ExitCodes() {}
}
