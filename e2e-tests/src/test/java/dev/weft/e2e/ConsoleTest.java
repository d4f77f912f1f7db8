package dev.weft.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The page in a real browser, over a part of the demo catalog. */
@UsesDemoInstallation
@TestInstance(Lifecycle.PER_CLASS)
class ConsoleTest {

    private static final String BICYCLE = "noto-1f6b2";
    private static final Pattern A_TIME = Pattern.compile("[0-9.]+ (ms|s)");

    private Gateway gateway;
    private Browser browser;

    @BeforeAll
    void openBrowser(Standalone standalone) {
        gateway = standalone.gateway();
        browser = new Browser(standalone.uri());
    }

    @AfterAll
    void closeBrowser() {
        browser.close();
    }

    @AfterEach
    void nothingWentWrongUnseen() {
        browser.closePages();
        assertThat(browser.takeTroubles()).isEmpty();
    }

    @Test
    void shouldShowTheRightPictureFirstWhenWordsAreTyped() {
        // given
        Page page = browser.open("/");

        // when
        page.keyboard().press("/");
        page.keyboard().type("bicycle");

        // then
        assertThat(cards(page).first().locator(".caption")).hasText("bicycle");
        assertThat(page.locator("#outcome")).hasText(Pattern.compile("results in .+ ms"));
        assertThat(page).hasURL(Pattern.compile("\\?q=bicycle$"));
        assertThat(page).hasTitle("bicycle · Weft");
    }

    @Test
    void shouldMatchOnlyPicturesOrOnlyCaptionsWhenAsked() {
        // given
        Page page = browser.open("/?q=umbrella");
        assertThat(cards(page).first()).isVisible();

        // when
        page.locator("#modalities input[value=image]").check();

        // then
        assertThat(page).hasURL(Pattern.compile("\\?q=umbrella&in=image$"));
        assertThat(page.locator(".score[data-modality=text]")).hasCount(0);
        assertThat(cards(page).first().locator(".caption")).hasText("umbrella");

        // and when
        page.locator("#modalities input[value=text]").check();

        // then
        assertThat(page.locator(".score[data-modality=image]")).hasCount(0);
        assertThat(page.locator(".score[data-modality=text]").first()).isVisible();
    }

    @Test
    void shouldFindThePictureItselfWhenOneIsDropped() {
        // given
        Page page = browser.open("/");

        // when
        drop(page, "search", DemoCatalog.picture(BICYCLE));
        page.locator("#modalities input[value=image]").check();

        // then
        assertThat(cards(page).first()).hasAttribute("data-id", BICYCLE);
        assertThat(cards(page).first().locator(".score span")).hasText("1.000");
        assertThat(page.locator("#subject-text")).hasText("dropped.png");
    }

    @Test
    void shouldFollowFromOneResultToTheNextWhenMoreIsWanted() {
        // given
        Page page = browser.open("/?q=bicycle&in=image");

        // when
        page.locator("[data-id=" + BICYCLE + "] .tile").click();

        // then
        assertThat(page).hasURL(Pattern.compile("like=" + BICYCLE));
        assertThat(page.locator("[data-id=" + BICYCLE + "]")).hasCount(0);
        assertThat(page.locator("[data-id=twemoji-1f6b2]")).isVisible();
        assertThat(page.locator("#subject-text")).hasText("like bicycle");

        // and when
        page.goBack();

        // then
        assertThat(page.locator("[data-id=" + BICYCLE + "]")).isVisible();
    }

    @Test
    void shouldWatchAnUploadBecomeSearchableAndDeleteItWhenAPictureIsAdded() {
        // given
        Page page = browser.open("/");
        assertThat(page.locator("#n-searchable")).not().hasText("–");
        String before = page.locator("#n-searchable").textContent();

        // when
        page.locator("#add").click();
        page.locator("#upload-files").setInputFiles(new FilePayload("mine.png", "image/png", TestPictures.unique()));
        page.locator("#chosen input").fill("the seventh picture of my own");
        page.locator("#upload-go").click();

        // then
        Locator upload = page.locator("#uploads .upload");
        assertThat(upload).hasAttribute("data-state", "searchable");
        for (String stage : List.of("embedded", "searchable")) {
            assertThat(upload.locator("li.done[data-stage=" + stage + "] b")).hasText(A_TIME);
        }
        assertThat(page.locator("#n-searchable")).not().hasText(before);

        // and when
        page.locator("#tray-close").click();
        page.locator("#words").fill("the seventh picture of my own");
        assertThat(cards(page).first().locator(".caption")).hasText("the seventh picture of my own");
        cards(page).first().locator(".tile").focus();
        page.keyboard().press("Delete");
        page.locator("#confirm button[value=yes]").click();

        // then
        assertThat(page.locator("#notices")).containsText("Deleted");
        assertThat(page.locator(".card .caption").getByText("the seventh picture of my own"))
                .hasCount(0);
        assertThat(page.locator("#n-searchable")).hasText(before);
    }

    @Test
    void shouldSayWhyAndWhatToDoWhenAFileIsRefused() {
        // given
        Page page = browser.open("/");

        // when
        page.locator("#add").click();
        page.locator("#upload-files")
                .setInputFiles(new FilePayload(
                        "text.png", "image/png", "only text".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        page.locator("#upload-go").click();

        // then
        assertThat(page.locator("#uploads .upload .why"))
                .containsText("Upload a PNG, JPEG, GIF, WebP, TIFF or BMP picture");
        assertThat(browser.takeTroubles()).singleElement().asString().contains("415");
    }

    @Test
    void shouldShowTextAsTextWhenItIsHostile() throws Exception {
        // given
        String hostile = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";
        ObjectNode item = Gateway.item(TestPictures.unique(), hostile);
        item.putObject("attributes").put("vendor", hostile);
        long version = gateway.send("PUT", "/v1/media/hostile", item)
                .body()
                .path("version")
                .asLong();
        gateway.awaitSearchable("hostile", version);

        // when
        Page page = browser.open("/?q=" + java.net.URLEncoder.encode(hostile, java.nio.charset.StandardCharsets.UTF_8));

        // then
        Locator card = page.locator("[data-id=hostile]");
        assertThat(card.locator(".caption")).hasText(hostile);
        assertThat(card.locator(".chip")).hasText(hostile);

        // and when
        card.locator(".tile").focus();
        page.keyboard().press("i");

        // then
        assertThat(page.locator("#details-title")).hasText(hostile);
        assertThat(page.locator("#details-body")).containsText(hostile);
        assertThat(page.evaluate("window.hacked")).isNull();
        assertThat(gateway.delete("/v1/media/hostile").status()).isEqualTo(202);
    }

    @Test
    void shouldBeUsableWithoutAMouseWhenOnlyKeysArePressed() {
        // given
        Page page = browser.open("/");
        page.keyboard().press("/");
        page.keyboard().type("clock");
        assertThat(cards(page).first()).isVisible();
        assertThat(page.locator("#busy")).isHidden();

        // when
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowLeft");

        // then
        assertThat(cards(page).nth(1).locator(".tile")).isFocused();

        // and when
        String second = cards(page).nth(1).getAttribute("data-id");
        page.keyboard().press("Enter");

        // then
        assertThat(page).hasURL(Pattern.compile("like=" + second));

        // and when
        page.keyboard().press("Escape");

        // then
        assertThat(page.locator("#words")).isFocused();
        assertThat(page.locator("#welcome")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/$"));
    }

    @Test
    void shouldNarrowAndWidenWhenAnAttributeIsChosen() {
        // given
        Page page = browser.open("/?q=hot%20dog");

        // when
        page.locator(".card .chip").getByText("Animals & Nature").first().click();

        // then
        assertThat(page).hasURL(Pattern.compile("f=category%3AAnimals"));
        assertThat(page.locator("#filters .chip")).hasText("category: Animals & Nature");
        assertThat(page.locator(".card .chip:first-child").getByText("Food & Drink"))
                .hasCount(0);
        assertThat(cards(page).first()).isVisible();

        // and when
        page.locator("#filters .chip").click();

        // then
        assertThat(page.locator("#filters .chip")).hasCount(0);
        assertThat(page.locator(".card .chip").getByText("Food & Drink").first())
                .isVisible();
    }

    @Test
    void shouldShowTheSameWhenAnAddressIsShared() {
        // when
        Page page = browser.open("/?q=umbrella&in=image&f=vendor%3Anoto");

        // then
        assertThat(page.locator("#words")).hasValue("umbrella");
        assertThat(page.locator("#modalities input[value=image]")).isChecked();
        assertThat(page.locator("#filters .chip")).hasText("vendor: noto");
        assertThat(page.locator(".card:not([data-id^=noto])")).hasCount(0);
        assertThat(cards(page).first().locator(".caption")).hasText("umbrella");
    }

    @Test
    void shouldSayWhatToDoWhenASearchFails() {
        // given
        Page page = browser.open("/");
        page.route(
                "**/v1/search",
                route -> route.fulfill(
                        new Route.FulfillOptions()
                                .setStatus(503)
                                .setContentType("application/problem+json")
                                .setBody(
                                        "{\"status\":503,\"reason\":\"unavailable\",\"title\":\"Not now\",\"detail\":\"The index is away.\"}")));

        // when
        page.locator("#words").fill("anything");

        // then
        assertThat(page.locator("#nothing")).containsText("The index is away.");
        assertThat(page.locator("#nothing")).containsText("try again in a moment");
        page.unroute("**/v1/search");
        page.locator("#nothing button").getByText("Try again").click();
        assertThat(cards(page).first()).isVisible();
        assertThat(browser.takeTroubles())
                .allSatisfy(trouble -> assertThat(trouble).contains("503"));
    }

    @Test
    void shouldOfferAWayOutWhenAFilterNamesWhatNoItemHas() {
        // given
        Page page = browser.open("/?q=dog&f=nosuchfield%3Ax");
        assertThat(page.locator("#nothing")).containsText("remove the filter");

        // when
        page.locator("#nothing button").getByText("Remove the filters").click();

        // then
        assertThat(cards(page).first()).isVisible();
        assertThat(browser.takeTroubles())
                .allSatisfy(trouble -> assertThat(trouble).contains("400"));
    }

    @Test
    void shouldFollowTheSystemAndThePersonWhenItIsDark() {
        // given
        Page page = browser.open("/", ColorScheme.DARK);
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");

        // when
        page.locator("#theme").click();
        page.reload();

        // then
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
    }

    @Test
    void shouldNameEveryControlWhenReadAloud() {
        // given
        Page page = browser.open("/?q=dog");
        assertThat(cards(page).first()).isVisible();

        // then
        assertThat(Browser.nameless(page)).isEmpty();
    }

    @Test
    void shouldLookGoodWhenSeen() {
        // the pictures are looked at by people: docs/images holds the ones that the README shows
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            // given
            String name = scheme == ColorScheme.LIGHT ? "console" : "console-dark";
            Page page = browser.open("/", scheme);
            assertThat(page.locator(".example").nth(7)).isVisible();
            Browser.screenshot(page, name + "-welcome");

            // when
            page.locator("#words").fill("things to ride on two wheels");
            assertThat(cards(page).nth(11)).isVisible();
            page.waitForFunction("() => [...document.images].every((i) => i.loading === 'lazy' || i.complete)");
            page.locator(".card .tile").nth(1).hover();

            // then
            Path picture = Browser.screenshot(page, name);
            assertThat(picture).isNotEmptyFile();
        }
    }

    private static Locator cards(Page page) {
        return page.locator("#grid .card");
    }

    private static void drop(Page page, String zone, byte[] picture) {
        JSHandle transfer = page.evaluateHandle("""
            (base64) => {
              const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
              const transfer = new DataTransfer();
              transfer.items.add(new File([bytes], "dropped.png", { type: "image/png" }));
              return transfer;
            }\
            """, Base64.getEncoder().encodeToString(picture));
        Map<String, Object> event = Map.of("dataTransfer", transfer);
        page.dispatchEvent("body", "dragenter", event);
        assertThat(page.locator("#dropzones")).isVisible();
        page.dispatchEvent("[data-drop=" + zone + "]", "dragover", event);
        page.dispatchEvent("[data-drop=" + zone + "]", "drop", event);
        assertThat(page.locator("#dropzones")).isHidden();
    }
}
