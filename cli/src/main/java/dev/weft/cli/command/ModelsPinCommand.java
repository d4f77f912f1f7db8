package dev.weft.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.terminal.Terminal;
import dev.weft.core.Sha256;
import dev.weft.modelcatalog.BundleLocks;
import dev.weft.modelcatalog.BundlePath;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pin",
        description =
                "Writes the lock of a folder in the Hugging Face layout: from then on it loads with the content that it has now, and with no "
                        + "other. Exits with 1 if it has a lock that says something else.")
final class ModelsPinCommand implements Callable<Integer> {

    @Mixin
    private ModelsOptions models = new ModelsOptions();

    @Parameters(paramLabel = "DIR", description = "The bundle's folder.")
    private Path folder = Path.of("");

    @Option(names = "--replace", description = "Replace a lock that says something else.")
    private boolean replace;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = models.terminal();
        SortedMap<BundlePath, Sha256> files = BundleLocks.hashFolder(folder);
        Optional<SortedMap<BundlePath, Sha256>> before = BundleLocks.read(folder);
        boolean differs = before.isPresent() && !before.get().equals(files);
        if (differs && !replace) {
            before.ifPresent(lock -> reportChanges(lock, files, terminal));
            terminal.err()
                    .println(
                            "weft: the lock of " + folder + " says something else; --replace trusts what is there now");
            return ExitCodes.FAILED;
        }
        if (models.json()) {
            ObjectNode json = new ObjectMapper().createObjectNode().put("folder", folder.toString());
            ObjectNode hashes = json.putObject("files");
            files.forEach((path, hash) -> hashes.put(path.value(), hash.hex()));
            terminal.out().println(json);
        } else {
            files.forEach((path, hash) -> terminal.out().println(hash + "  " + path));
        }
        BundleLocks.write(folder, files);
        return ExitCodes.OK;
    }

    private static void reportChanges(
            SortedMap<BundlePath, Sha256> lock, SortedMap<BundlePath, Sha256> files, Terminal terminal) {
        TreeSet<BundlePath> all = new TreeSet<>(lock.keySet());
        all.addAll(files.keySet());
        for (BundlePath path : all) {
            Sha256 was = lock.get(path);
            Sha256 is = files.get(path);
            if (was == null) {
                terminal.err().println("new      " + path);
            } else if (is == null) {
                terminal.err().println("missing  " + path);
            } else if (!was.equals(is)) {
                terminal.err().println("changed  " + path);
            }
        }
    }
}
