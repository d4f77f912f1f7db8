package dev.weft.benchmarks.mining;

import dev.weft.benchmarks.CatalogPicture;
import dev.weft.core.Anchor;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.RgbImage;
import dev.weft.core.Sha256;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.TowerInput;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.mining.negatives.MinedPair;
import dev.weft.mining.negatives.PerceptualHash;
import dev.weft.vectorstore.VectorStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The demo catalog with the demo model's vectors, and with what shops' catalogs have: a twentieth of the items is there twice, under another family, with
 * another caption and a picture of another brightness; another twentieth has the caption of something else.
 */
final class PlantedCatalog {

    private static final int ONE_IN = 20;
    private static final int TOGETHER = 32;

    private final Catalog catalog;
    private final Map<String, String> shown = new HashMap<>();
    private final Map<String, String> said = new HashMap<>();
    private final Map<Sha256, Long> hashes = new HashMap<>();
    private final EmbeddingModel model;
    private final ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());
    private int duplicates;
    private int wrong;

    /** An item before it is embedded. */
    private record Draft(String id, String family, String caption, RgbImage picture) {}

    PlantedCatalog(VectorStore store, EmbeddingModel model) {
        this.catalog = new Catalog(store, model.dimension());
        this.model = model;
    }

    void fill(List<CatalogPicture> emojis) {
        Random random = new Random(1);
        List<Draft> drafts = new ArrayList<>();
        for (CatalogPicture emoji : emojis) {
            RgbImage picture = decoder.decode(emoji.bytes());
            int lot = random.nextInt(ONE_IN);
            CatalogPicture caption = lot == 0 ? emojis.get(random.nextInt(emojis.size())) : emoji;
            wrong += caption.family().equals(emoji.family()) ? 0 : 1;
            add(
                    drafts,
                    new Draft(emoji.id(), emoji.family(), caption.caption(), picture),
                    emoji.family(),
                    caption.family());
            if (lot == 1) {
                duplicates++;
                Draft twin = new Draft(
                        "twin-" + emoji.id(), "twin-" + emoji.id(), "an emoji: " + emoji.caption(), darker(picture));
                add(drafts, twin, emoji.family(), emoji.family());
            }
        }
        for (int from = 0; from < drafts.size(); from += TOGETHER) {
            embed(drafts.subList(from, Math.min(drafts.size(), from + TOGETHER)));
        }
        catalog.write();
    }

    private void add(List<Draft> drafts, Draft draft, String meaning, String meaningOfCaption) {
        drafts.add(draft);
        shown.put(draft.id(), meaning);
        said.put(draft.id(), meaningOfCaption);
    }

    private void embed(List<Draft> drafts) {
        List<TowerInput> pictures =
                drafts.stream().map(draft -> model.prepare(draft.picture())).toList();
        List<TowerInput> captions =
                drafts.stream().map(draft -> model.prepare(draft.caption())).toList();
        List<Embedding> images = model.embed(Modality.IMAGE, pictures);
        List<Embedding> texts = model.embed(Modality.TEXT, captions);
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            Sha256 content = Sha256.of(draft.picture().rgb());
            hashes.put(content, PerceptualHash.of(draft.picture()));
            StoredObject picture = new StoredObject(URI.create("bench:///" + draft.id()), content, "image/png", 1);
            catalog.add(draft.id(), draft.family(), draft.caption(), Optional.of(picture), images.get(i), texts.get(i));
        }
    }

    private static RgbImage darker(RgbImage picture) {
        byte[] rgb = new byte[picture.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) ((picture.rgb()[i] & 0xFF) * 9 / 10);
        }
        return new RgbImage(picture.width(), picture.height(), rgb);
    }

    Catalog catalog() {
        return catalog;
    }

    Optional<Long> hash(StoredObject picture) {
        return Optional.ofNullable(hashes.get(picture.sha256()));
    }

    String planted() {
        return "%d duplicates, %d wrong captions".formatted(duplicates, wrong);
    }

    /** Whether a negative is none: its text says what the pair's picture shows, or its picture shows what the pair's text says. */
    boolean isFalse(Anchor anchor, MinedPair.Negative negative) {
        MediaKey own = anchor.item();
        MediaKey other = negative.part().media();
        return negative.modality() == Modality.TEXT
                ? of(shown, own).equals(of(said, other))
                : of(said, own).equals(of(shown, other));
    }

    private static String of(Map<String, String> meanings, MediaKey item) {
        return meanings.getOrDefault(item.id().value(), "");
    }
}
