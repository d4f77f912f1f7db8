package dev.weft.miner;

import dev.weft.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class MinerArchitectureTest {

    @Test
    void shouldKeepTheRules() {
        ArchitectureRules.check("dev.weft.miner");
    }
}
