package dev.weft.vectorstore;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Texts that break out of badly built query languages, encodings and length limits; all different. */
final class HostileTexts {

    private HostileTexts() {}

    static List<String> all(Random random) {
        Set<String> texts = new LinkedHashSet<>(List.of(
                "",
                " ",
                "red",
                "Red",
                "red ",
                "red\u0000",
                "\u0000red",
                "r\u0435d", // a Cyrillic letter in it
                "\"",
                "'",
                "\\",
                "\\\"",
                "' OR '1'='1",
                "\" or true or name == \"",
                "red\" || tenant != \"",
                "name:red OR *:*",
                "*",
                "?",
                "%",
                "_",
                "[* TO *]",
                "{\"$ne\": null}",
                "x'; DROP COLLECTION catalog__r1; --",
                "default/item-0",
                "true",
                "1",
                "null",
                "NaN",
                "\n",
                "\r\n",
                "\u202Ered",
                "\uFEFFred",
                "é",
                "e\u0301",
                "\uD83D\uDC5F",
                "\uD83D",
                "\uDC5F",
                "\uD83D?",
                "\uFFFD"));
        for (int length : new int[] {500, 511, 512, 513, 40_000}) {
            texts.add("x".repeat(length));
            texts.add("x".repeat(length - 1) + "y");
            texts.add("ü".repeat(length));
            texts.add("x".repeat(length) + "\uD83D");
        }
        while (texts.size() < 150) {
            char[] chars = new char[1 + random.nextInt(6)];
            for (int i = 0; i < chars.length; i++) {
                chars[i] = (char) random.nextInt(Character.MAX_VALUE + 1);
            }
            texts.add(new String(chars));
        }
        return new ArrayList<>(texts);
    }
}
