package dev.weft.vectorstore.milvus;

import io.milvus.v2.common.IndexParam;
import java.util.HashMap;
import java.util.Map;

/**
 * How vectors are found: the kind of index with its parameters.
 *
 * @param build as Milvus names them
 * @param search as Milvus names them
 * @param widened the search parameter that must not be smaller than the number of hits, or empty
 */
record VectorIndex(IndexParam.IndexType type, Map<String, Object> build, Map<String, Integer> search, String widened) {

    /** What can be chosen. */
    enum Kind {
        HNSW,
        IVF_FLAT,
        DISKANN,
        GPU_CAGRA,
        FLAT
    }

    VectorIndex {
        build = Map.copyOf(build);
        search = Map.copyOf(search);
    }

    /** The defaults are those of Milvus's manual, but for HNSW, whose graph is made denser and searched wider. */
    static VectorIndex from(UriOptions options) {
        return switch (options.choice("index", Kind.HNSW)) {
            case HNSW ->
                new VectorIndex(
                        IndexParam.IndexType.HNSW,
                        Map.of(
                                "M", options.number("m", 16, 2, 2048),
                                "efConstruction", options.number("ef_construction", 200, 1, 32_768)),
                        Map.of("ef", options.number("ef", 128, 1, 32_768)),
                        "ef");
            case IVF_FLAT ->
                new VectorIndex(
                        IndexParam.IndexType.IVF_FLAT,
                        Map.of("nlist", options.number("nlist", 1024, 1, 65_536)),
                        Map.of("nprobe", options.number("nprobe", 32, 1, 65_536)),
                        "");
            case DISKANN ->
                new VectorIndex(
                        IndexParam.IndexType.DISKANN,
                        Map.of(),
                        Map.of("search_list", options.number("search_list", 100, 1, 65_535)),
                        "search_list");
            case GPU_CAGRA ->
                new VectorIndex(
                        IndexParam.IndexType.GPU_CAGRA,
                        Map.of(
                                "intermediate_graph_degree", options.number("intermediate_graph_degree", 128, 1, 4096),
                                "graph_degree", options.number("graph_degree", 64, 1, 4096)),
                        Map.of("itopk_size", options.number("itopk_size", 128, 1, 4096)),
                        "itopk_size");
            case FLAT -> new VectorIndex(IndexParam.IndexType.FLAT, Map.of(), Map.of(), "");
        };
    }

    /** @param hits how many are wanted */
    Map<String, Object> searchParameters(int hits) {
        Map<String, Object> parameters = new HashMap<>(search);
        parameters.computeIfPresent(widened, (name, value) -> Math.max((Integer) value, hits));
        return parameters;
    }
}
