package dev.weft.cli.command;

import dev.weft.cli.client.ProblemException;

/** What somebody at a terminal can do about a problem that the gateway reports. */
final class Advice {

    private Advice() {}

    /** Empty where the problem's own text says it all. */
    static String on(ProblemException problem) {
        return switch (problem.reason()) {
            case "unknown_id" -> "See what there is with 'weft search', or upload it with 'weft import'.";
            case "unknown_field" ->
                "Filter by a field that an imported item has; 'weft status ID --json' shows an item's attributes.";
            case "unknown_modality" -> "Use --in image, --in text or both.";
            case "invalid_k" -> "Ask for 1 to 1000 hits with -k.";
            case "unsupported_type" -> "Give a picture: PNG, JPEG, GIF, WebP, TIFF or BMP.";
            case "already_running" -> "One runs at a time: wait for it to end.";
            case "not_leading" -> "Ask the trainer that leads.";
            case "unavailable" ->
                "The gateway runs, but something behind it does not; its /q/health tells what. Try again soon.";
            default -> "";
        };
    }
}
