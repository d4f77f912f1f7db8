package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./weft} itself, in a copy of the checkout's outline, with JDKs and a Maven that only note how they were called. */
class LauncherTest {

    private static final int NO_JDK = 5;
    private static final int BUILD_FAILED = 6;

    /** What the script needs of a system; java and mvn are ours. */
    private static final String TOOLS = "/usr/bin:/bin";

    @TempDir
    private Path home = Path.of("");

    private Path bin = Path.of("");
    private Path jdks = Path.of("");

    @BeforeEach
    void makeCheckout() throws IOException {
        bin = Files.createDirectories(home.resolve("bin"));
        jdks = Files.createDirectories(home.resolve("jdks"));
        Path root =
                Path.of(System.getProperty("weft.root", "..")).toAbsolutePath().normalize();
        Files.copy(root.resolve("weft"), home.resolve("weft"), StandardCopyOption.COPY_ATTRIBUTES);
        source("pom.xml", "<version>1</version>");
        source(".mvn/jvm.config", "");
        source("libs/core/src/main/java/Core.java", "core");
        source("libs/inference/src/main/java/Model.java", "model");
        source("libs/media/src/main/java/Media.java", "media");
        source("libs/model-catalog/src/main/java/Catalog.java", "catalog");
        source("models/demo/src/main/resources/manifest.json", "manifest");
        source("cli/src/main/java/Cli.java", "cli");
        source("cli/src/test/java/CliTest.java", "test");
        // The build: a line of progress, and the jar; fails when told to.
        script(bin.resolve("mvn"), """
                if [ "$1" = --version ]; then echo 'Apache Maven 3.9.11'; exit 0; fi
                echo "$*" >>"$HOME/builds"
                sleep 0.2
                echo '[INFO] Building Weft :: Core 1 [1/1]'
                if [ -e "$HOME/broken" ]; then echo '[ERROR] Cli.java does not compile'; exit 1; fi
                mkdir -p cli/target; echo jar >cli/target/weft-cli.jar
                """);
    }

    @Test
    void shouldSayHowToGetOneWhenThereIsNoJdk() throws Exception {
        // when
        Outcome outcome = weft(Map.of(), "status", "x");

        // then
        assertThat(outcome.exitCode()).isEqualTo(NO_JDK);
        assertThat(outcome.err()).contains("no JDK 25 or newer found").contains("apt install openjdk-25-jdk");
    }

    @Test
    void shouldNameWhatIsTooOldWhenThereIsOnlyThat() throws Exception {
        // given
        Path old = jdk("jdk-17", "17.0.12");

        // when
        Outcome outcome = weft(Map.of("JAVA_HOME", old.toString()), "status", "x");

        // then
        assertThat(outcome.exitCode()).isEqualTo(NO_JDK);
        assertThat(outcome.err()).containsOnlyOnce("Java 17 in " + old);
    }

    @Test
    void shouldTakeTheCallersJdkWhenItIsNewEnough() throws Exception {
        // given
        jdk("jdk-25", "25.0.1");
        Path own = jdk("jdk-26", "26-ea");

        // when
        Outcome outcome = weft(Map.of("JAVA_HOME", own.toString()), "status", "x");

        // then
        assertThat(outcome.out()).contains("java of jdk-26");
    }

    @Test
    void shouldLookForAnotherWhenTheCallersJdkIsTooOld() throws Exception {
        // given
        Path old = jdk("jdk-17", "17.0.12");
        jdk("jdk-27", "27");
        jdk("jdk-25", "25.0.1");

        // when
        Outcome outcome = weft(Map.of("JAVA_HOME", old.toString()), "status", "x");

        // then
        assertThat(outcome.out()).contains("java of jdk-25");
    }

    @Test
    void shouldTakeTheJdkOfThePathWhenThereIsNoJavaHome() throws Exception {
        // given
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Path own = jdk(elsewhere, "jdk-on-path", "25");
        Files.createSymbolicLink(bin.resolve("java"), own.resolve("bin/java"));

        // when
        Outcome outcome = weft(Map.of(), "status", "x");

        // then
        assertThat(outcome.out()).contains("java of jdk-on-path");
    }

    @Test
    void shouldPassTheCommandOnWhenEverythingIsThere() throws Exception {
        // given
        jdk("jdk-25", "25.0.1");

        // when
        Outcome outcome = weft(Map.of(), "search", "two words", "--json");

        // then
        assertThat(outcome.exitCode()).isEqualTo(42);
        assertThat(outcome.out()).contains("weft-cli.jar search two words --json");
    }

    @Test
    void shouldBuildOnceWhenNothingChanges() throws Exception {
        // given
        jdk("jdk-25", "25.0.1");

        // when
        weft(Map.of(), "status", "x");
        weft(Map.of(), "status", "x");
        source("cli/src/test/java/CliTest.java", "another test");
        Outcome third = weft(Map.of(), "status", "x");

        // then
        assertThat(builds()).hasSize(1).first().asString().contains("package").contains("-DskipTests");
        assertThat(third.err()).doesNotContain("Building");
    }

    @Test
    void shouldBuildAgainWhenSourcesChangeComeOrGo() throws Exception {
        // given
        jdk("jdk-25", "25.0.1");
        weft(Map.of(), "status", "x");

        // when
        source("cli/src/main/java/Cli.java", "changed");
        weft(Map.of(), "status", "x");
        source("cli/src/main/resources/new.txt", "new");
        weft(Map.of(), "status", "x");
        Files.delete(home.resolve("libs/core/src/main/java/Core.java"));
        weft(Map.of(), "status", "x");
        source("pom.xml", "<version>2</version>");
        weft(Map.of(), "status", "x");
        Files.delete(home.resolve("cli/target/weft-cli.jar"));
        weft(Map.of(), "status", "x");

        // then
        assertThat(builds()).hasSize(6);
    }

    @Test
    void shouldBuildForTheModelsCommandsOnlyWhenWhatTheyRunChanges() throws Exception {
        // given
        jdk("jdk-25", "25.0.1");
        Outcome first = weft(Map.of(), "models", "list");

        // when
        source("libs/inference/src/main/java/Model.java", "changed");
        weft(Map.of(), "status", "x");
        int afterStatus = builds().size();
        weft(Map.of(), "models", "list");
        source("models/demo/src/main/resources/manifest.json", "changed");
        weft(Map.of(), "models", "list");
        weft(Map.of(), "models", "list");

        // then
        assertThat(first.out()).contains("-Dweft.home=" + home).endsWith("weft-cli.jar models list\n");
        assertThat(afterStatus).isEqualTo(1);
        assertThat(builds()).hasSize(3);
    }

    @Test
    void shouldBuildOnceWhenCalledTwiceAtOnce() throws Exception {
        // given
        jdk("jdk-25", "25.0.1");

        // when
        Process one = start(Map.of(), "status", "x");
        Process other = start(Map.of(), "status", "x");
        Outcome first = end(one);
        Outcome second = end(other);

        // then
        assertThat(builds()).hasSize(1);
        assertThat(first.exitCode()).isEqualTo(42);
        assertThat(second.exitCode()).isEqualTo(42);
    }

    @Test
    void shouldNotWaitForABuildWhenItsProcessIsGone() throws Exception {
        // given
        jdk("jdk-25", "25.0.1");
        source("target/launcher/lock/pid", "999999999");

        // when
        Outcome outcome = weft(Map.of(), "status", "x");

        // then
        assertThat(outcome.exitCode()).isEqualTo(42);
        assertThat(home.resolve("target/launcher/lock")).doesNotExist();
    }

    @Test
    void shouldShowTheErrorAndTryAgainNextTimeWhenTheBuildFails() throws Exception {
        // given
        jdk("jdk-25", "25.0.1");
        source("broken", "");

        // when
        Outcome broken = weft(Map.of(), "status", "x");
        Files.delete(home.resolve("broken"));
        Outcome mended = weft(Map.of(), "status", "x");

        // then
        assertThat(broken.exitCode()).isEqualTo(BUILD_FAILED);
        assertThat(broken.err()).contains("Cli.java does not compile").contains("build-cli.log");
        assertThat(mended.exitCode()).isEqualTo(42);
    }

    @Test
    void shouldUseTheWrapperWhenMavenIsTooOld() throws Exception {
        // given
        jdk("jdk-25", "25.0.1");
        script(bin.resolve("mvn"), "echo 'Apache Maven 3.8.6'");
        script(
                home.resolve("mvnw"),
                "mkdir -p cli/target; echo jar >cli/target/weft-cli.jar; echo \"wrapper $*\" >>\"$HOME/builds\"");

        // when
        weft(Map.of(), "status", "x");

        // then
        assertThat(builds()).hasSize(1).first().asString().startsWith("wrapper ");
    }

    @Test
    void shouldEndWithMavensCodeWhenTesting() throws Exception {
        // given
        jdk("jdk-25", "25.0.1");
        for (String module : List.of("schemas", "console", "services")) {
            source(module + "/pom.xml", "");
        }
        script(bin.resolve("mvn"), """
                if [ "$1" = --version ]; then echo 'Apache Maven 3.9.11'; exit 0; fi
                echo '[INFO] chatter'
                echo "[INFO] Tests run: 3, Failures: 0 with $*"
                exit 9
                """);

        // when
        Outcome outcome = weft(Map.of(), "test", "--", "-pl", "libs/core", "-Dtest=One");

        // then
        assertThat(outcome.exitCode()).isEqualTo(9);
        assertThat(outcome.out())
                .contains("Tests run: 3")
                .contains("verify -pl libs/core -Dtest=One")
                .doesNotContain("chatter");
    }

    @Test
    void shouldEndWithUsageWhenTheCommandIsUnknown() throws Exception {
        assertThat(weft(Map.of(), "nonsense").exitCode()).isEqualTo(2);
        assertThat(weft(Map.of()).exitCode()).isEqualTo(2);
        assertThat(weft(Map.of(), "--help").exitCode()).isZero();
        assertThat(weft(Map.of(), "test", "stray").exitCode()).isEqualTo(2);
    }

    private record Outcome(int exitCode, String out, String err) {}

    private Outcome weft(Map<String, String> environment, String... arguments) throws Exception {
        return end(start(environment, arguments));
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("weft").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", home.toString(), "PATH", path(), "WEFT_JDK_DIRS", jdks.toString()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The tools of the system without the java and mvn that may be among them. */
    private String path() throws IOException {
        Path tools = home.resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectories(tools);
            for (String name : List.of(
                    "bash",
                    "env",
                    "dirname",
                    "basename",
                    "readlink",
                    "sed",
                    "head",
                    "tail",
                    "find",
                    "sort",
                    "tr",
                    "xargs",
                    "cksum",
                    "cat",
                    "mkdir",
                    "rm",
                    "date",
                    "tee",
                    "grep",
                    "sleep",
                    "stty",
                    "cut",
                    "id")) {
                for (String folder : TOOLS.split(":", -1)) {
                    Path tool = Path.of(folder, name);
                    if (Files.isExecutable(tool) && !Files.exists(tools.resolve(name))) {
                        Files.createSymbolicLink(tools.resolve(name), tool);
                    }
                }
            }
        }
        return bin + ":" + tools;
    }

    private static Outcome end(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), out, err);
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(home.resolve("builds"));
    }

    private Path jdk(String name, String version) throws IOException {
        return jdk(jdks, name, version);
    }

    private static Path jdk(Path folder, String name, String version) throws IOException {
        Path jdk = folder.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Us\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/javac"), "");
        script(jdk.resolve("bin/java"), "echo \"java of " + name + ": $*\"; exit 42");
        return jdk;
    }

    private void source(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.resolveSibling(".").normalize());
        Files.writeString(file, text);
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
