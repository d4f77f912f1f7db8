package dev.weft.cli.command;

import dev.weft.cli.client.ExchangeClient;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.Terminal;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "triplets",
        description =
                "Writes mined triplets as JSON lines that sentence-transformers reads: anchor, positive, negative. Only families for training are in them.")
final class ExportTripletsCommand implements Callable<Integer> {

    private static final String STANDARD_OUT = "-";

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "FILE", description = "Where to; - for standard output.")
    private String file = "";

    @Option(
            names = "--anchor",
            paramLabel = "text|media",
            defaultValue = "text",
            description = "The side that is asked with. Default: text.")
    private String anchor = "";

    @Option(
            names = "--negatives",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "In each row, 0 to 16; with more than 1 the columns are negative_1 to negative_N. Default: 1.")
    private int negatives;

    @Option(
            names = "--release",
            paramLabel = "RELEASE",
            description = "Whose index was searched. Without it: the live one's.")
    private @Nullable String release;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = gateway.terminal();
        Map<String, String> query = new TreeMap<>(Map.of("anchor", anchor, "negatives", Integer.toString(negatives)));
        if (release != null) {
            query.put("release", release);
        }
        try (GatewayClient client = gateway.client(Retry.NEVER);
                InputStream rows = new ExchangeClient(client).triplets(query)) {
            if (file.equals(STANDARD_OUT)) {
                rows.transferTo(terminal.out());
                return ExitCodes.OK;
            }
            long written = write(rows, Path.of(file).toAbsolutePath());
            terminal.out()
                    .println(
                            gateway.json()
                                    ? "{\"rows\": " + written + "}"
                                    : written + " rows are in " + Terminal.printable(file));
            return ExitCodes.OK;
        }
    }

    /** A file is there as a whole, or not at all. */
    private static long write(InputStream rows, Path target) throws IOException {
        Path folder = target.getParent() == null ? target : target.getParent();
        Path part = Files.createTempFile(folder, target.getFileName() + ".", ".part");
        try (LineCounter out = new LineCounter(Files.newOutputStream(part))) {
            rows.transferTo(out);
            out.close();
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            return out.lines;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static final class LineCounter extends FilterOutputStream {

        private long lines;

        LineCounter(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                if (bytes[i] == '\n') {
                    lines++;
                }
            }
            out.write(bytes, from, length);
        }
    }
}
