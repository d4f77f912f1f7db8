package dev.weft.cli;

import dev.weft.cli.command.WeftCommand;

/** The {@code weft} command: talks HTTP to a running gateway, and looks after models on this machine. */
public final class Weft {

    private Weft() {}

    static void main(String[] arguments) {
        System.exit(WeftCommand.run(arguments));
    }
}
