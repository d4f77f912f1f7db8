package dev.weft.vectorstore.milvus;

import java.util.ArrayList;
import java.util.List;

/** Splits what is to be sent at the limits of a request. The rows of an item stay together, so that no search sees half of it. */
final class Requests {

    private Requests() {}

    /** In their order. A unit that has more rows than a request may have gets one of its own. */
    static List<List<RowWriter.Rows>> split(List<RowWriter.Rows> units, MilvusSettings.Limits limits) {
        List<List<RowWriter.Rows>> requests = new ArrayList<>();
        List<RowWriter.Rows> request = new ArrayList<>();
        long bytes = 0;
        int rows = 0;
        for (RowWriter.Rows unit : units) {
            boolean full = bytes + unit.bytes() > limits.requestBytes()
                    || rows + unit.keys().size() > limits.requestRows();
            if (full && !request.isEmpty()) {
                requests.add(request);
                request = new ArrayList<>();
                bytes = 0;
                rows = 0;
            }
            request.add(unit);
            bytes += unit.bytes();
            rows += unit.keys().size();
        }
        if (!request.isEmpty()) {
            requests.add(request);
        }
        return requests;
    }
}
