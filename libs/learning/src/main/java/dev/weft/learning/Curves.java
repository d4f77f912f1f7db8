package dev.weft.learning;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How a round went, as JSON; the gate's report draws it. */
final class Curves {

    private Curves() {}

    /** An array with an object per step. */
    static ArrayNode toJson(List<StepReport> curve) {
        ArrayNode array = JsonMapper.builder().build().createArrayNode();
        for (StepReport report : curve) {
            ObjectNode step = array.addObject();
            step.put("step", report.step());
            step.put("loss", report.loss());
            step.put("anchor", report.anchor());
            step.put("learningRate", report.learningRate());
            step.put("gradientNorm", report.gradientNorm());
            step.put("scale", report.scale());
            report.validation().ifPresent(value -> step.put("validation", value));
        }
        return array;
    }
}
