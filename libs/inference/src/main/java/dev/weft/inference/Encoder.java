package dev.weft.inference;

import dev.weft.core.Embedding;
import java.util.List;
import java.util.Optional;

/** A loaded tower with its head. */
record Encoder<T extends Tower>(T tower, Optional<Head> head) implements AutoCloseable {

    List<Embedding> project(List<Embedding> features) {
        return head.map(h -> h.project(features)).orElse(features);
    }

    @Override
    public void close() {
        tower.close();
        head.ifPresent(Head::close);
    }
}
