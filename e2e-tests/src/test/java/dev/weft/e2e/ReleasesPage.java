package dev.weft.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.function.Supplier;

/** Opens the page of releases with a trainer that says what the test wants. */
final class ReleasesPage {

    /** Which requests the trainer would answer. */
    static final String ROUNDS = "**/v1/training-rounds";

    static final String NO_ROUND = "{\"rounds\": []}";

    /** Something of the site that asks for nothing else, to be on while the trainer is put in place. */
    private static final String BLANK = "/icons/weft.svg";

    private final Browser browser;

    ReleasesPage(Browser browser) {
        this.browser = browser;
    }

    /** @param hash such as {@code #catalog%402}, or empty for the live one */
    Page open(String hash) {
        return open(hash, ColorScheme.LIGHT);
    }

    Page open(String hash, ColorScheme scheme) {
        return open(hash, scheme, () -> NO_ROUND);
    }

    /** @param rounds what the trainer answers, each time it is asked */
    Page open(String hash, Supplier<String> rounds) {
        return open(hash, ColorScheme.LIGHT, rounds);
    }

    private Page open(String hash, ColorScheme scheme, Supplier<String> rounds) {
        Page page = browser.open(BLANK, scheme);
        page.route(
                ROUNDS,
                route -> answer(
                        route, 200, route.request().method().equals("POST") ? "{\"id\": \"r-1\"}" : rounds.get()));
        page.navigate(page.url().replace(BLANK, "/releases.html" + hash));
        assertThat(page.locator("#list a").first()).isVisible();
        return page;
    }

    /** The link of a release in the list. */
    static Locator row(Page page, int number) {
        return page.locator("#list a[data-id='catalog@" + number + "']");
    }

    /** A trainer's answer in which one round is so far. */
    static String round(String phase, String rest) {
        return "{\"rounds\": [{\"id\": \"r-1\", \"reason\": \"asked for\", \"by\": \"maria\", \"phase\": \"" + phase
                + "\", \"since\": \"2026-11-25T10:15:30Z\", \"seeds\": 3, \"steps\": 2000, " + rest + "}]}";
    }

    static void answer(Route route, int status, String json) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/json")
                .setBody(json));
    }
}
