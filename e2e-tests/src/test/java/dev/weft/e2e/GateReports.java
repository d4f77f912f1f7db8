package dev.weft.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;

/** Reports of the gate, as they lie beside releases. */
final class GateReports {

    private GateReports() {}

    /** Made up, in the form that the trainer writes: heads that gained on the catalog and forgot the guard set. Its examples are items of the demo catalog. */
    static JsonNode rejected() throws IOException {
        return Gateway.JSON.readTree(
                Files.readString(Project.root().resolve("e2e-tests/src/test/resources/gate-report.json")));
    }

    /** The same by somebody who means harm: in every text, and with pictures from elsewhere. */
    static JsonNode hostile(String text) throws IOException {
        JsonNode report = rejected();
        ((ObjectNode) report.path("decision").path("checks").path(0))
                .put("status", "FAILED")
                .put("sentence", text);
        ((ObjectNode) report.path("sets").path(0)).put("name", text);
        report.path("curve").forEach(point -> ((ObjectNode) point).put("series", text));
        report.path("examples")
                .findParents("imageUrl")
                .forEach(hit -> ((ObjectNode) hit)
                        .put("caption", text)
                        .put("imageUrl", "https://elsewhere.example/picture.png"));
        return report;
    }

    /** The ids of the items that are shown as examples. */
    static Set<String> items(JsonNode report) {
        Set<String> ids = new TreeSet<>();
        report.path("examples")
                .findValuesAsText("imageUrl")
                .forEach(url -> ids.add(url.replaceAll("^/v1/media/|/content$", "")));
        return ids;
    }
}
