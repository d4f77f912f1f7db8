package dev.weft.http;

import dev.weft.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class HttpArchitectureTest {

    @Test
    void shouldKeepTheRules() {
        ArchitectureRules.check("dev.weft.http");
    }
}
