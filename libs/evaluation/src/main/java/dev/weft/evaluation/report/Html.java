package dev.weft.evaluation.report;

import java.util.Locale;

/** Pieces of a page. Every text that comes from outside goes through {@link #text}. */
final class Html {

    private Html() {}

    /** Escaped for elements and for attributes in quotes. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String heading(int level, String text) {
        return "<h" + level + ">" + text(text) + "</h" + level + ">\n";
    }

    static String paragraph(String text) {
        return "<p>" + text(text) + "</p>\n";
    }

    static String cell(String text) {
        return "<td>" + text(text) + "</td>";
    }

    /** Right-aligned. */
    static String number(String text) {
        return "<td class=\"number\">" + text(text) + "</td>";
    }

    /** A table that scrolls for itself on a narrow screen, also by keyboard. */
    static String table(String caption, String... columns) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(text(caption))
                .append("\"><table><caption>")
                .append(text(caption))
                .append("</caption><thead><tr>");
        for (String column : columns) {
            html.append("<th scope=\"col\">").append(text(column)).append("</th>");
        }
        return html.append("</tr></thead><tbody>\n").toString();
    }

    static String endOfTable() {
        return "</tbody></table></div>\n";
    }

    static String figure(String dataUrl, String description) {
        return "<figure><img class=\"plot\" src=\"" + dataUrl + "\" alt=\"" + text(description) + "\"><figcaption>"
                + text(description) + "</figcaption></figure>\n";
    }

    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
