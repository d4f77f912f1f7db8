package dev.weft.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** A report as JSON, with times in ISO 8601; numbers that are none are the strings {@code "NaN"} and {@code "Infinity"}. */
public final class GateReportJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // A later version may say more; what this one needs must be there.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private GateReportJson() {}

    public static String write(GateReport report) {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every report must have a JSON form", e);
        }
    }

    /** @throws GateReportException if it isn't a report's */
    public static GateReport read(String json) throws GateReportException {
        try {
            GateReport report = JSON.readValue(json, GateReport.class);
            if (report == null) {
                throw new GateReportException("a gate's report must be an object, got null; judge the release again");
            }
            return report;
        } catch (JsonProcessingException e) {
            throw new GateReportException(
                    "a gate's report must be the JSON that was written with the release; judge the release again", e);
        }
    }
}
