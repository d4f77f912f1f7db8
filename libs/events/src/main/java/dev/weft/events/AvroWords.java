package dev.weft.events;

import dev.weft.core.Modality;
import dev.weft.core.Stage;

/** Words that Avro and the domain share; their Avro form has one more, {@code UNKNOWN}, for what a newer writer said. */
final class AvroWords {

    private AvroWords() {}

    static dev.weft.schemas.Modality toAvro(Modality modality) {
        return dev.weft.schemas.Modality.valueOf(modality.name());
    }

    static Modality fromAvro(dev.weft.schemas.Modality modality) {
        return Modality.valueOf(modality.name());
    }

    static dev.weft.schemas.Stage toAvro(Stage stage) {
        return dev.weft.schemas.Stage.valueOf(stage.name());
    }

    static Stage fromAvro(dev.weft.schemas.Stage stage) {
        return Stage.valueOf(stage.name());
    }
}
