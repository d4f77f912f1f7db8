package dev.weft.reinference;

import dev.weft.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void shouldKeepTheRules() {
        ArchitectureRules.check("dev.weft.reinference");
    }
}
