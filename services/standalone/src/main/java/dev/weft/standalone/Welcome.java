package dev.weft.standalone;

import dev.weft.cli.terminal.Style;
import dev.weft.cli.terminal.Terminal;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Locale;

/** What is said when everything is up. */
final class Welcome {

    private Welcome() {}

    static void print(Terminal terminal, Assembly assembly, URI gateway) {
        double seconds = (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1000.0;
        terminal.out().println();
        terminal.out()
                .println("  " + terminal.styled(Style.STRONG, "Weft is up")
                        + terminal.styled(Style.FAINT, String.format(Locale.ROOT, "  after %.1f s", seconds)));
        terminal.out().println();
        line(terminal, "page", terminal.styled(Style.ACCENT, gateway + "/"));
        line(terminal, "data", assembly.data().path().toString());
        line(terminal, "Kafka", assembly.bootstrapServers());
    }

    static void line(Terminal terminal, String name, String value) {
        terminal.out().println("  " + terminal.styled(Style.FAINT, String.format(Locale.ROOT, "%-7s", name)) + value);
    }
}
