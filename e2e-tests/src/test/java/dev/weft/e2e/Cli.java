package dev.weft.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line as a process, talking to one gateway. */
final class Cli {

    private static final long LIMIT_SECONDS = 900;

    private final URI gateway;

    Cli(URI gateway) {
        this.gateway = gateway;
    }

    /** How a command ended. */
    record Result(int exitCode, String out, String err) {
        JsonNode json() throws IOException {
            return Gateway.JSON.readTree(out);
        }
    }

    /** A command that still runs. */
    record Running(Process process, Path out, Path err) {
        Result await() throws IOException, InterruptedException {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("weft did not end within " + LIMIT_SECONDS + " s: " + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).await();
    }

    Running start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                Project.cliJar().toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(Project.target(), "weft-", ".out");
        Path err = Files.createTempFile(Project.target(), "weft-", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .directory(Project.target().toFile());
        builder.environment().put("WEFT_URL", gateway.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new Running(builder.start(), out, err);
    }
}
