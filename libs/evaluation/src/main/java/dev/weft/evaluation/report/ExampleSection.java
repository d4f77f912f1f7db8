package dev.weft.evaluation.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The examples of a page. */
final class ExampleSection {

    private ExampleSection() {}

    static String of(List<Example> examples) {
        StringBuilder html = new StringBuilder();
        append(
                html,
                "Queries that got better",
                examples.stream().filter(Example::better).toList());
        append(
                html,
                "Queries that got worse",
                examples.stream().filter(example -> !example.better()).toList());
        return html.toString();
    }

    private static void append(StringBuilder html, String title, List<Example> examples) {
        if (examples.isEmpty()) {
            return;
        }
        html.append(Html.heading(2, title));
        for (Example example : examples) {
            html.append("<section class=\"example\">")
                    .append(Html.heading(3, example.query().caption()))
                    .append("<p>The right picture, ")
                    .append(hit(example.query()))
                    .append(", moves from rank ")
                    .append(example.rankBefore())
                    .append(" to ")
                    .append(example.rankAfter())
                    .append(".</p>")
                    .append(list("Before", example.before(), example.query()))
                    .append(list("After", example.after(), example.query()))
                    .append("</section>\n");
        }
    }

    private static String list(String title, List<Hit> hits, Hit right) {
        StringBuilder html = new StringBuilder("<h4>").append(title).append("</h4><ol>");
        for (Hit hit : hits) {
            boolean found = hit.id().equals(right.id());
            html.append(found ? "<li class=\"found\">" : "<li>")
                    .append(hit(hit))
                    .append(found ? " <strong>right</strong>" : "")
                    .append("</li>");
        }
        return html.append("</ol>").toString();
    }

    private static String hit(Hit hit) {
        String image = picture(hit)
                .map(url -> "<img class=\"thumb\" loading=\"lazy\" referrerpolicy=\"no-referrer\" alt=\"\" src=\""
                        + Html.text(url) + "\"> ")
                .orElse("");
        return image + Html.text(hit.caption()) + " <code>" + Html.text(hit.id()) + "</code>";
    }

    /** Only what is surely an address of a picture: a scheme such as {@code javascript:} comes from a stranger's metadata. */
    private static Optional<String> picture(Hit hit) {
        String url = hit.imageUrl();
        if (url == null) {
            return Optional.empty();
        }
        String lower = url.toLowerCase(Locale.ROOT);
        boolean known = lower.startsWith("/")
                || lower.startsWith("http://")
                || lower.startsWith("https://")
                || lower.startsWith("data:image/");
        return known ? Optional.of(url) : Optional.empty();
    }
}
