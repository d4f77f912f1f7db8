package dev.weft.modelcatalog;

import dev.weft.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void shouldKeepTheRules() {
        ArchitectureRules.check("dev.weft.modelcatalog");
    }
}
