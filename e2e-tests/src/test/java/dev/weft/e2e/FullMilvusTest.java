package dev.weft.e2e;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.UsesMilvus;

@UsesMilvus(MilvusKind.FULL)
class FullMilvusTest extends OnMilvus {

    @Override
    String tenants() {
        return "field";
    }
}
