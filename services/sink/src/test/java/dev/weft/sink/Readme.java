package dev.weft.sink;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this module's README tells people to do. */
final class Readme {

    private static final String TEXT = text();

    private Readme() {}

    /** The configuration of a sink on somebody else's topic. */
    static Map<String, String> configuration() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(found("```properties\n(.*?)```", 1)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        Map<String, String> configuration = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> configuration.put(name, properties.getProperty(name)));
        return configuration;
    }

    /** The topic that its configuration names. */
    static String topic() {
        return found("weft.sink.foreign.topic=(\\S+)", 1);
    }

    /** The key of the record that is sent. */
    static String recordKey() {
        return found("echo '([^:]*):(.*?)'", 1);
    }

    static String recordValue() {
        return found("echo '([^:]*):(.*?)'", 2);
    }

    private static String found(String pattern, int group) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(TEXT);
        if (!matcher.find()) {
            throw new AssertionError("the README must hold " + pattern);
        }
        return matcher.group(group);
    }

    private static String text() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException("the module's README", e);
        }
    }
}
