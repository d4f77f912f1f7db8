package dev.weft.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A virtual environment in {@code target} with one package from PyPI; made on first use. */
final class PythonEnvironment {

    private static final long LIMIT_MINUTES = 5;

    private final Path python;

    private PythonEnvironment(Path python) {
        this.python = python;
    }

    /** @param requirement with its version, such as {@code openai==3.57.0} */
    static PythonEnvironment with(String requirement) throws IOException, InterruptedException {
        Path folder = Project.target().resolve("python-" + requirement.replace("==", "-"));
        Path ready = folder.resolve("ready");
        PythonEnvironment environment =
                new PythonEnvironment(folder.resolve("bin").resolve("python"));
        if (!Files.exists(ready)) {
            require(List.of("python3", "-m", "venv", folder.toString()));
            require(List.of(environment.python.toString(), "-m", "pip", "install", "--quiet", requirement));
            Files.createFile(ready);
        }
        return environment;
    }

    /** Runs a script of {@code src/test/python} and gives what it printed. */
    String run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                python.toString(),
                Project.root()
                        .resolve("e2e-tests/src/test/python")
                        .resolve(script)
                        .toString()));
        command.addAll(List.of(arguments));
        return require(command);
    }

    private static String require(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(Project.target(), "python-", ".out");
        Path err = Files.createTempFile(Project.target(), "python-", ".err");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "a client in Python is tried: run 'apt-get install python3-venv' as root", e);
        }
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("it did not end within " + LIMIT_MINUTES + " min: " + command);
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("'" + String.join(" ", command.subList(0, Math.min(6, command.size())))
                    + "' failed (python3-venv and PyPI are needed): " + Files.readString(err));
        }
        return Files.readString(out);
    }
}
