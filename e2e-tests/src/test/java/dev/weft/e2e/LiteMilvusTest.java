package dev.weft.e2e;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.UsesMilvus;

@UsesMilvus(MilvusKind.LITE)
class LiteMilvusTest extends OnMilvus {

    @Override
    String tenants() {
        return "partition key";
    }
}
