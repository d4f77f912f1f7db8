package dev.weft.standalone;

import dev.weft.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void shouldKeepTheRules() {
        ArchitectureRules.check("dev.weft.standalone");
    }
}
