package dev.weft.sink;

import dev.weft.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class SinkArchitectureTest {

    @Test
    void shouldKeepTheRules() {
        ArchitectureRules.check("dev.weft.sink");
    }
}
