package dev.weft.vectorstore;

import dev.weft.core.AttributeValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Attributes and filters over few names and values, so that filters match some items and not others. */
final class RandomFilters {

    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    private final Random random;

    RandomFilters(Random random) {
        this.random = random;
    }

    Map<String, AttributeValue> attributes() {
        Map<String, AttributeValue> attributes = new HashMap<>();
        for (String name : NAMES) {
            if (random.nextInt(3) > 0) {
                attributes.put(name, random.nextInt(4) == 0 ? AttributeValue.of(List.of(text(), text())) : single());
            }
        }
        return attributes;
    }

    /** So that no filter names an unknown attribute. */
    Map<String, AttributeValue> everyField() {
        Map<String, AttributeValue> attributes = new HashMap<>();
        NAMES.forEach(name -> attributes.put(name, AttributeValue.of(name)));
        return attributes;
    }

    Filter filter(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 4)) {
            case 0 -> new Filter.Eq(name(), single());
            case 1 -> new Filter.In(name(), List.of(single(), single()));
            case 2 -> range();
            case 3 -> random.nextInt(4) == 0 ? new Filter.All() : new Filter.Eq(name(), single());
            case 4 -> new Filter.And(operands(depth));
            case 5 -> new Filter.Or(operands(depth));
            default -> new Filter.Not(filter(depth - 1));
        };
    }

    private List<Filter> operands(int depth) {
        List<Filter> operands = new ArrayList<>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            operands.add(filter(depth - 1));
        }
        return operands;
    }

    private Filter range() {
        int bounds = 1 + random.nextInt(3);
        return new Filter.Range(
                name(),
                (bounds & 1) == 0 ? Optional.empty() : Optional.of(bound()),
                (bounds & 2) == 0 ? Optional.empty() : Optional.of(bound()));
    }

    private Filter.Bound bound() {
        return new Filter.Bound(number(), random.nextBoolean());
    }

    private AttributeValue single() {
        return switch (random.nextInt(3)) {
            case 0 -> AttributeValue.of(text());
            case 1 -> AttributeValue.of(number());
            default -> AttributeValue.of(random.nextBoolean());
        };
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private String text() {
        return List.of("red", "blue", "1", "true").get(random.nextInt(4));
    }

    private double number() {
        return List.of(-1.0, -0.0, 0.0, 0.5, 1.0, Double.MAX_VALUE).get(random.nextInt(6));
    }
}
