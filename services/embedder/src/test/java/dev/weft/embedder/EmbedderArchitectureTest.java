package dev.weft.embedder;

import dev.weft.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class EmbedderArchitectureTest {

    @Test
    void shouldKeepTheRules() {
        ArchitectureRules.check("dev.weft.embedder");
    }
}
