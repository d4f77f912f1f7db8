package dev.weft.cli.imports;

/**
 * An entry that did not make it.
 *
 * @param where its place in the catalog, or its id when it failed after its upload
 * @param reason a fixed word: those of docs/http-api.md, or {@code unreadable}
 */
public record ImportFailure(String where, String reason, String detail) {}
