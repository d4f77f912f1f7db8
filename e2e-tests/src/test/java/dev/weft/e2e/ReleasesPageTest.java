package dev.weft.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The page of releases in a real browser, over a log of releases and a rollout that does what it is asked: what the gate saw of a rejected release, one that is
 * promoted all the same, and the way back. The trainer's answers are the test's own.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ReleasesPageTest {

    private static final String HOSTILE =
            "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>\u202eelif";
    private static final String SHOWN = HOSTILE.replace('\u202e', '\ufffd');

    private Standalone standalone;
    private Browser browser;
    private ReleasesPage releases;

    @BeforeAll
    void start() throws Exception {
        standalone = Standalone.start(Standalone.newDataFolder());
        browser = new Browser(standalone.uri());
        releases = new ReleasesPage(browser);
        JsonNode report = GateReports.rejected();
        for (String id : GateReports.items(report)) {
            DemoCatalog.Entry entry = DemoCatalog.entry(id);
            standalone.gateway().putAndAwait(id, entry.picture(), entry.caption());
        }
        ReleaseRecords records = new ReleaseRecords(standalone);
        String summary = report.path("decision").path("summary").asText();
        records.reject(
                2,
                summary,
                "trainer",
                Map.of("report.json", report.toString(), "report.html", "<!doctype html><p>All of it</p>"));
        records.reject(
                3,
                HOSTILE,
                HOSTILE,
                Map.of("report.json", GateReports.hostile(HOSTILE).toString()));
        records.reject(4, "The guard set lost 20 points.", "trainer", Map.of());
    }

    @AfterAll
    void stop() throws InterruptedException {
        browser.close();
        standalone.close();
    }

    @AfterEach
    void nothingWentWrongUnseen() {
        browser.closePages();
        assertThat(browser.takeTroubles()).isEmpty();
    }

    @Test
    void shouldListTheNewestFirstAndSetTheLiveOneApart() {
        Page page = releases.open("");

        assertThat(page.locator("#list .ordinal")).hasText(new String[] {"4", "3", "2", "1"});
        Locator live = ReleasesPage.row(page, 1);
        assertThat(live).hasAttribute("data-state", "live");
        assertThat(live.locator(".badge")).hasText("live");
        assertThat(live).hasAttribute("aria-current", "true");
        assertThat(ReleasesPage.row(page, 2)).containsText("rejected");
        assertThat(ReleasesPage.row(page, 2)).containsText("learnt against catalog@1");
        assertThat(ReleasesPage.row(page, 2).locator(".why")).containsText("The candidate is not good enough");
        assertThat(page.locator("#rollback")).isHidden();
        assertThat(page.locator("#hint")).isHidden();
    }

    @Test
    void shouldShowWhatTheGateSawWhenAReleaseIsChosen() {
        // given
        Page page = releases.open("");

        // when
        ReleasesPage.row(page, 2).click();

        // then
        assertThat(page).hasURL(Pattern.compile("#catalog%402$"));
        assertThat(page.locator("#release-title")).containsText("catalog@2");
        assertThat(page.locator("#report .objections li[data-check=guard]")).hasCount(2);
        assertThat(page.locator("#report .objections li[data-check=guard]").first())
                .containsText("Outside the domain R@10 changes by");
        Locator guard = page.locator("#report tbody[data-set=guard] tr").first();
        assertThat(guard).containsText("text→image");
        assertThat(guard).containsText("change ≥ -0.5");
        assertThat(guard.locator(".verdict")).hasText("✗ failed");
        assertThat(guard.locator("svg.whisker circle")).hasCount(1);
        Locator both = page.locator("#report tbody[data-set=in-domain] tr").last();
        assertThat(both).containsText("both ways");
        assertThat(both.locator(".bounds li"))
                .hasText(new String[] {"change ≥ +0.5", "lower end > 0.0", "chance ≤ 0.0041"});
        assertThat(both.locator(".verdict")).hasText("✓ passed");

        // and when
        page.locator("#report input[value=RECALL_AT_1]").check();

        // then
        assertThat(page.locator("#report tbody[data-set=guard] tr")).hasCount(2);
        assertThat(page.locator("#report caption").first()).containsText("R@1 in per cent");
    }

    @Test
    void shouldDrawTheCurvesAndShowWhatChanges() throws Exception {
        // when
        Page page = releases.open("#catalog%402");

        // then
        assertThat(page.locator(".curve svg[role=img]")).hasCount(2);
        assertThat(page.locator(".curve[data-series=loss] svg"))
                .hasAttribute("aria-label", Pattern.compile("Loss: from .+ at step 1 to .+ at step \\d+; lowest .+"));
        Locator better = page.locator(".example-query[data-trend=better]").first();
        assertThat(better).containsText(Pattern.compile("from rank \\d+ to \\d+"));
        assertThat(better.locator(".hits").last().locator("li.right img")).hasCount(1);
        better.scrollIntoViewIfNeeded();
        page.waitForFunction("() => document.querySelector('.hits li.right img').naturalWidth > 0");
        assertThat(page.locator(".example-query[data-trend=worse]").first()).isVisible();
        String whole = page.locator("#report a").getByText("The full report").getAttribute("href");
        assertThat(new String(standalone.gateway().bytes("/" + whole), java.nio.charset.StandardCharsets.UTF_8))
                .contains("All of it");
    }

    @Test
    void shouldPromoteWithAReasonAndGoBackWhenAsked() throws Exception {
        // given
        Page page = releases.open("#catalog%404");

        // when nobody says why
        page.locator("#promote").click();
        page.locator("#change-go").click();

        // then
        assertThat(page.locator("#change")).containsText("The guard set lost 20 points.");
        assertThat(page.locator("#change-reason:invalid")).isVisible();

        // and when
        page.locator("#change-reason").fill("the guard set is of no matter here");
        page.keyboard().press("Enter");

        // then it is brought live while one looks
        assertThat(page.locator("#change")).isHidden();
        assertThat(ReleasesPage.row(page, 4)).hasAttribute("data-state", "live");
        assertThat(ReleasesPage.row(page, 1)).hasAttribute("data-state", "standby");
        assertThat(page.locator("#standing")).containsText("the guard set is of no matter here");
        assertThat(page.locator("#standing .way .now")).containsText("live");

        // and when one thinks better of going back
        page.locator("#rollback").click();
        assertThat(page.locator("#change-title")).hasText("Go back to catalog@1?");
        page.keyboard().press("Escape");
        assertThat(page.locator("#change")).isHidden();
        assertThat(state(4)).isEqualTo("live");

        // and then does it
        page.locator("#rollback").click();
        page.locator("#change-reason").fill("searches for shoes got worse");
        page.locator("#change-go").click();

        // then
        assertThat(ReleasesPage.row(page, 4)).hasAttribute("data-state", "rolled_back");
        assertThat(ReleasesPage.row(page, 1)).hasAttribute("data-state", "live");
        assertThat(page.locator("#rollback")).isHidden();
        assertThat(standalone
                        .gateway()
                        .get("/v1/releases/catalog@4")
                        .body()
                        .path("reason")
                        .asText())
                .isEqualTo("searches for shoes got worse");
    }

    @Test
    void shouldShowTextAsTextWhenItIsHostile() {
        // given
        Page page = releases.open("#catalog%403");

        // then
        assertThat(ReleasesPage.row(page, 3).locator(".why")).hasText(SHOWN);
        assertThat(page.locator("#standing dl")).containsText(SHOWN);
        assertThat(page.locator("#report .objections").first()).containsText(SHOWN);
        assertThat(page.locator("#report tbody th").first()).containsText(SHOWN);
        assertThat(page.locator(".curve figcaption").first()).hasText(SHOWN);
        assertThat(page.locator(".example-query h4").first()).hasText("“" + SHOWN + "”");
        assertThat(page.locator(".example-query li.right .words").first()).hasText(SHOWN);

        // and when the gateway refuses
        page.route(
                "**/v1/releases/*:promote",
                route -> ReleasesPage.answer(
                        route,
                        409,
                        Gateway.JSON
                                .createObjectNode()
                                .put("reason", "release_refused")
                                .put("detail", HOSTILE)
                                .toString()));
        page.locator("#promote").click();
        page.locator("#change-reason").fill("why not");
        page.locator("#change-go").click();

        // then
        assertThat(page.locator("#change-refused")).hasText(SHOWN);
        assertThat(page.locator("#change")).isVisible();
        assertThat(page.evaluate("window.hacked")).isNull();
        assertThat(browser.takeTroubles()).singleElement().asString().contains("409");
    }

    @Test
    void shouldFollowARoundUntilItsRelease() {
        // given
        AtomicReference<String> trainer = new AtomicReference<>(ReleasesPage.NO_ROUND);
        Page page = releases.open("", trainer::get);
        assertThat(page.locator("#round-text")).containsText("No round yet");

        // when
        Request asked = page.waitForRequest(
                request -> request.method().equals("POST"),
                () -> page.locator("#train").click());
        trainer.set(ReleasesPage.round("learning", "\"seed\": 2, \"step\": 400, \"loss\": 0.25, \"validation\": 0.5"));

        // then
        assertThat(asked.postData()).contains("asked for on the page");
        assertThat(page.locator("#round-text")).containsText("Learning");
        assertThat(page.locator("#round-body")).containsText("2 of 3");
        assertThat(page.locator("#round-body")).containsText("400 of 2,000");
        assertThat(page.locator("#round-body")).containsText("50.0 %");
        assertThat(page.locator("#train")).isDisabled();

        // and when
        trainer.set(ReleasesPage.round(
                "ended", "\"outcome\": \"rejected\", \"message\": \"It forgot.\", \"release\": \"catalog@2\""));

        // then
        assertThat(page.locator("#round-body")).containsText("The gate rejected what was learnt. It forgot.");
        assertThat(page.locator("#train")).isEnabled();
        page.locator("#round-body a").click();
        assertThat(page.locator("#release-title")).containsText("catalog@2");
    }

    @Test
    void shouldSayWhatToDoWhenThereIsNoReleaseAndNoTrainer() {
        // when
        Page page = browser.open("/dead-letters.html");
        page.route("**/v1/releases", route -> ReleasesPage.answer(route, 200, "{\"releases\": []}"));
        page.route(
                ReleasesPage.ROUNDS,
                route ->
                        ReleasesPage.answer(route, 404, "{\"reason\": \"unknown_path\", \"title\": \"Nothing here\"}"));
        page.locator(".pages a").getByText("Releases").click();

        // then
        assertThat(page.locator("#hint")).containsText("./weft train");
        assertThat(page.locator("#release")).isHidden();
        assertThat(page.locator("#round-text")).containsText("There is no trainer behind this address");
        assertThat(page.locator("#train")).isDisabled();
        assertThat(browser.takeTroubles()).singleElement().asString().contains("404");
    }

    @Test
    void shouldBeUsableByKeysAndFitANarrowScreen() {
        // given
        Page page = releases.open("");
        page.setViewportSize(360, 740);
        ReleasesPage.row(page, 2).focus();

        // when
        page.keyboard().press("Enter");

        // then
        assertThat(page.locator("#release")).isFocused();
        assertThat(page.locator("#report .both")).isVisible();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
        assertThat(Browser.nameless(page)).isEmpty();
        assertThat(page.locator("#report .scroll").first()).hasAttribute("tabindex", "0");
    }

    @Test
    void shouldLookGoodWhenSeen() {
        // the pictures are looked at by people
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = releases.open("#catalog%402", scheme);
            page.setViewportSize(1360, 1500);
            assertThat(page.locator(".both")).isVisible();
            page.waitForFunction("() => [...document.images].every((i) => i.complete)");
            String name = scheme == ColorScheme.LIGHT ? "releases" : "releases-dark";
            assertThat(Browser.screenshot(page, name)).isNotEmptyFile();
        }
    }

    private String state(int number) throws Exception {
        return standalone
                .gateway()
                .get("/v1/releases/catalog@" + number)
                .body()
                .path("state")
                .asText();
    }
}
