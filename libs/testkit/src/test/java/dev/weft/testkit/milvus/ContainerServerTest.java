package dev.weft.testkit.milvus;

/** Skipped, and said to be, where there is no Docker engine. */
@UsesMilvus(MilvusKind.CONTAINER)
final class ContainerServerTest extends MilvusServerContract {}
