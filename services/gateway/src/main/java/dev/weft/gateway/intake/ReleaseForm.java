package dev.weft.gateway.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a form that brings a release.
 *
 * @param release what it is
 * @param by who brings it
 * @param files the graphs of its heads, by the name of the form's field; the caller's from now on
 */
public record ReleaseForm(ObjectNode release, Optional<String> by, Map<String, byte[]> files) {

    public ReleaseForm {
        files = Map.copyOf(files);
    }
}
