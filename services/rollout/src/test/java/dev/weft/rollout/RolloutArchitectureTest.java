package dev.weft.rollout;

import dev.weft.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class RolloutArchitectureTest {

    @Test
    void shouldKeepTheRules() {
        ArchitectureRules.check("dev.weft.rollout");
    }
}
