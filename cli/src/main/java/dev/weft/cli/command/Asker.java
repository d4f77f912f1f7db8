package dev.weft.cli.command;

/** Who sits at this terminal, as they are called here. */
final class Asker {

    private Asker() {}

    static String name() {
        return "weft " + System.getProperty("user.name", "somebody");
    }
}
