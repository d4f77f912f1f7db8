package dev.weft.vectorstore.milvus;

import dev.weft.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    @Test
    void shouldKeepTheRules() {
        ArchitectureRules.check("dev.weft.vectorstore.milvus");
    }
}
