package dev.weft.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoCommandTest {

    @Test
    void shouldLearnUnlessToldOtherwise() {
        assertThat(parsed().loop()).isTrue();
        assertThat(parsed("--no-loop")).isEqualTo(new Demo.Options(false, false, false));
        assertThat(parsed("--exit", "--json")).isEqualTo(new Demo.Options(true, true, true));
    }

    private static Demo.Options parsed(String... arguments) {
        DemoCommand command = new DemoCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.wanted();
    }
}
