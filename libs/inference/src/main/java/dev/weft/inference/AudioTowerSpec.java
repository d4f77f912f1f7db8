package dev.weft.inference;

import dev.weft.core.Modality;
import java.util.Optional;

/**
 * @param input the name of the graph's input {@code [batch, channels, frames, mels]}
 * @param longer the name of the input {@code [batch, 1]} that says whether a sound was cut, absent where the graph has none. The reference sets
 *     it for a sound that is alone in its batch, cut or not; here every sound is as good as alone
 */
record AudioTowerSpec(
        BundleFile model,
        String input,
        Optional<String> longer,
        String output,
        int dimension,
        AudioProcessing processing)
        implements TowerSpec {

    @Override
    public Modality modality() {
        return Modality.AUDIO;
    }

    @Override
    public String identity() {
        return String.join("\n", model.sha256().hex(), output, processing.identity());
    }
}
