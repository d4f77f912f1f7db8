package dev.weft.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.models.GoldenFiles;
import dev.weft.cli.terminal.Style;
import dev.weft.cli.terminal.Table;
import dev.weft.cli.terminal.Terminal;
import dev.weft.inference.GoldenCheck;
import dev.weft.inference.InferenceException;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.ModelBundleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description =
                "Compares what a bundle computes here with what an independent implementation computed: its golden.json, whose inputs "
                        + "lie in its folder or beside it. Exits with 1 if one is missed.")
final class ModelsCheckCommand implements Callable<Integer> {

    @Mixin
    private ModelsOptions models = new ModelsOptions();

    @Parameters(paramLabel = "DIR", description = "The bundle's folder.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws Exception {
        List<GoldenCheck.Case> cases;
        try {
            cases = GoldenCheck.run(folder, InferenceOptions.defaults(), new GoldenFiles());
        } catch (ModelBundleException | InferenceException e) {
            throw new IOException(e.getMessage(), e);
        }
        Terminal terminal = models.terminal();
        if (models.json()) {
            cases.forEach(each -> terminal.out().println(json(each)));
        } else {
            print(cases, terminal);
        }
        boolean missed = cases.isEmpty() || cases.stream().anyMatch(each -> !each.ok());
        return missed ? ExitCodes.FAILED : ExitCodes.OK;
    }

    private static void print(List<GoldenCheck.Case> cases, Terminal terminal) {
        Table table = new Table("ok", "measured", "tolerance", "case");
        for (GoldenCheck.Case each : cases) {
            table.add(each.ok() ? "yes" : "NO", number(each.measured()), number(each.tolerance()), each.name());
        }
        table.print(terminal);
        long missed = cases.stream().filter(each -> !each.ok()).count();
        terminal.out()
                .println(
                        missed == 0
                                ? terminal.styled(Style.GOOD, "all " + cases.size() + " are right")
                                : terminal.styled(Style.BAD, missed + " of " + cases.size() + " are missed"));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static ObjectNode json(GoldenCheck.Case each) {
        ObjectNode json = new ObjectMapper().createObjectNode().put("case", each.name());
        if (Double.isFinite(each.measured())) {
            json.put("measured", each.measured());
        }
        return json.put("tolerance", each.tolerance()).put("ok", each.ok());
    }
}
