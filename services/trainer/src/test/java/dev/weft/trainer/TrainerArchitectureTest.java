package dev.weft.trainer;

import dev.weft.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class TrainerArchitectureTest {

    @Test
    void shouldKeepTheRules() {
        ArchitectureRules.check("dev.weft.trainer");
    }
}
