package dev.weft.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Chromium without a window. Gives fresh pages, and remembers everything that went wrong in them. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** For busy machines; what is awaited is there at once on an idle one. */
    private static final double PATIENCE_MILLIS = 30_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final URI site;
    private final List<String> troubles = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    Browser(URI site) {
        if (!Files.isExecutable(CHROMIUM)) {
            throw new IllegalStateException(
                    "the page is tested in Chromium: run 'apt-get install chromium' as root, got no " + CHROMIUM);
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        this.site = site;
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(ARGUMENTS));
    }

    /** A page of a new visitor. */
    Page open(String path) {
        return open(path, ColorScheme.LIGHT);
    }

    Page open(String path, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(1360, 860)
                .setColorScheme(scheme));
        contexts.add(context);
        Page page = context.newPage();
        page.onPageError(error -> troubles.add("script error: " + error));
        page.onConsoleMessage(message -> {
            // A report or a picture that is a page by itself names no icon, and the browser looks for the site's.
            if (message.type().equals("error") && !message.location().contains("/favicon.ico")) {
                troubles.add("console: " + message.text() + " at " + message.location());
            }
        });
        page.onDialog(dialog -> {
            troubles.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            boolean inPage = request.url().startsWith("data:") || request.url().startsWith("blob:");
            if (!inPage && !request.url().startsWith(site.toString())) {
                troubles.add("request to elsewhere: " + request.url());
            }
        });
        page.navigate(site + path);
        return page;
    }

    /** The controls of a page that a screen reader has no name for, as HTML. */
    static List<?> nameless(Page page) {
        return (List<?>) page.evaluate("""
            () => [...document.querySelectorAll("button, input, a")]
                .filter((e) => !(e.ariaLabel || e.textContent.trim() || e.labels?.length))
                .map((e) => e.outerHTML)\
            """);
    }

    /** A picture of what is seen of a page, among the build's files, for people to look at. */
    static Path screenshot(Page page, String name) {
        Path picture = Project.target().resolve(name + ".png");
        page.waitForTimeout(400); // what appears does so by and by
        page.screenshot(new Page.ScreenshotOptions().setPath(picture));
        return picture;
    }

    /** Script errors, errors on the console, dialogs, and requests to other places, since the last call. */
    List<String> takeTroubles() {
        List<String> taken = List.copyOf(troubles);
        troubles.clear();
        return taken;
    }

    /** Closes all pages, and first what is in them: a request that is intercepted while its page is being closed can't be answered, which is an error. */
    void closePages() {
        for (BrowserContext context : contexts) {
            context.pages().forEach(page -> page.navigate("about:blank"));
            context.close();
        }
        contexts.clear();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
