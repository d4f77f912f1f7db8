package dev.weft.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM that is to be started: the Java of this one, and its class path.
 *
 * @param options of the JVM, such as {@code -Xmx256m}, after those that suit a short life
 * @param leftOut parts of file names: what has one in its name is not on the class path
 */
public record JavaLaunch(Class<?> main, List<String> options, List<String> arguments, List<String> leftOut) {

    /** What it runs is over in seconds: the best compiler takes more time than it saves, and several threads that collect garbage as well. */
    private static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=256m", "-XX:+UseSerialGC");

    public JavaLaunch {
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
        leftOut = List.copyOf(leftOut);
    }

    /** @param main has a {@code public static void main(String[])} */
    public static JavaLaunch of(Class<?> main) {
        return new JavaLaunch(main, List.of(), List.of(), List.of());
    }

    public JavaLaunch options(String... more) {
        return new JavaLaunch(main, joined(options, List.of(more)), arguments, leftOut);
    }

    /** Each as its text. */
    public JavaLaunch arguments(Object... more) {
        List<String> texts = Arrays.stream(more).map(Object::toString).toList();
        return new JavaLaunch(main, options, joined(arguments, texts), leftOut);
    }

    /** For tests of what a program says when a library is missing. */
    public JavaLaunch leavingOut(String... partsOfNames) {
        return new JavaLaunch(main, options, arguments, joined(leftOut, List.of(partsOfNames)));
    }

    /** Returns as soon as the process runs, which is before its main class does. */
    public JavaProcess start() {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(SHORT_LIVED);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(arguments);
        try {
            return JavaProcess.of(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("a JVM for " + main.getName(), e);
        }
    }

    private String classPath() {
        // Surefire's own class path is one jar that names the others.
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> leftOut.stream().noneMatch(new File(entry).getName()::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
