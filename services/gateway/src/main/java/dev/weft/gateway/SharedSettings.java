package dev.weft.gateway;

import dev.weft.core.ReleaseId;
import dev.weft.core.TenantId;
import dev.weft.events.KafkaSettings;
import dev.weft.inference.InferenceOptions;
import dev.weft.media.Ffmpeg;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The keys that all services share. */
record SharedSettings(
        KafkaSettings kafka,
        String objectStore,
        String vectorStore,
        String model,
        ReleaseId release,
        TenantId tenant,
        InferenceOptions inference,
        Path decoderFolder) {

    static SharedSettings from(Config config) {
        return new SharedSettings(
                KafkaSettings.from(key -> text(config, key), config.getPropertyNames()),
                text(config, "weft.object-store").orElse("folder:data/objects"),
                text(config, "weft.vector-store").orElse("lucene:data/index"),
                text(config, "weft.model").orElse("classpath:weft/bundles/demo"),
                ReleaseId.parse(text(config, "weft.release").orElse("catalog@1")),
                new TenantId(text(config, "weft.tenant").orElse(TenantId.DEFAULT.value())),
                InferenceOptions.from(key -> text(config, key)),
                Ffmpeg.folder(key -> text(config, key)));
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue(key, String.class);
    }
}
