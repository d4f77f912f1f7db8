package dev.weft.core;

import java.util.stream.Stream;

/** Names that people and attackers come up with. None of them is an id. */
final class Hostile {

    private Hostile() {}

    static Stream<String> ids() {
        return Stream.of(
                "",
                " ",
                ".",
                "..",
                "../etc/passwd",
                "..\\windows",
                "a/b",
                "a\\b",
                "a#b",
                "a@b",
                "%2e%2e",
                "a b",
                "a\u0000b",
                "a\r\nb",
                "a\n",
                "\u001b[31mred",
                "\u009b2J",
                "a\u0085b",
                "a\u2028b",
                "\ud800",
                "\u202Egnp.exe",
                "\uFEFFa",
                "ä",
                "\u0661",
                "x".repeat(129),
                "x".repeat(10_000));
    }
}
