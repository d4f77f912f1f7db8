package dev.weft.preparation;

import dev.weft.core.MediaItem;
import dev.weft.core.Part;
import dev.weft.core.PartContent.InlineText;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.Refusal;
import dev.weft.core.Sha256;
import dev.weft.core.Stage;
import dev.weft.inference.EmbeddingModel;
import dev.weft.media.DecodeBudget;
import dev.weft.media.MediaRejectedException;
import dev.weft.media.ObjectNotFoundException;
import dev.weft.media.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes the parts of items ready for the towers of one model: fetches them from the object store, decodes them within the budget, cuts sound and video.
 * Safe for use by several threads.
 *
 * @param <T> what is known of contents that need no tower
 */
public final class ItemPreparer<T> {

    private final EmbeddingModel model;
    private final PicturePreparer pictures;
    private final AvPreparer av;
    private final Function<ContentKey, Optional<T>> known;

    /**
     * @param model stays open
     * @param limits of a single picture
     * @param memory that decoding may use
     * @param decoding is told how long each file took
     * @param known what needs no tower any more
     */
    public ItemPreparer(
            EmbeddingModel model,
            ObjectStore objects,
            DecodeBudget limits,
            AvSettings av,
            MemoryBudget memory,
            Consumer<Duration> decoding,
            Function<ContentKey, Optional<T>> known) {
        this.model = model;
        this.pictures = new PicturePreparer(objects, limits, model, memory, decoding);
        this.av = new AvPreparer(model, av, memory, decoding);
        this.known = known;
    }

    /** Why something is wrong with an item. */
    private static final class ItemRefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        ItemRefusedException(Stage stage, String reason, String message) {
            super(message);
            this.refusal = new Refusal(stage, reason, new IllegalArgumentException(message));
        }
    }

    /**
     * Everything that is wrong with the item itself ends as {@link PreparedItem.Refused}.
     *
     * @throws IOException if the object store can't be read now, or the decoder can't run: try again
     * @throws InterruptedException if the thread is interrupted while it waits for memory
     */
    public PreparedItem<T> prepare(MediaItem item) throws IOException, InterruptedException {
        List<PreparedPart<T>> parts = new ArrayList<>();
        for (Part part : item.parts()) {
            Stage stage = part.content() instanceof InlineText ? Stage.DECODE : Stage.FETCH;
            try {
                requireTower(part);
                switch (part.content()) {
                    case InlineText text -> parts.add(text(part, text));
                    case StoredObject object -> {
                        byte[] bytes = pictures.fetch(object);
                        stage = Stage.DECODE;
                        switch (part.modality()) {
                            case AUDIO -> parts.addAll(timed(part, av.sound(part.name(), bytes)));
                            case VIDEO -> parts.addAll(timed(part, av.video(part.name(), bytes)));
                            case IMAGE, TEXT -> parts.add(picture(part, bytes));
                        }
                    }
                }
            } catch (ItemRefusedException e) {
                return new PreparedItem.Refused<>(e.refusal);
            } catch (ObjectNotFoundException e) {
                return refused(Stage.FETCH, Reasons.OBJECT_NOT_FOUND, e);
            } catch (MediaRejectedException e) {
                return refused(stage, e.reason().word(), e);
            } catch (RuntimeException e) {
                // A defect of ours that this content meets: it must not stop its neighbours.
                return refused(stage, Reasons.UNEXPECTED_ERROR, e);
            }
        }
        if (parts.isEmpty()) {
            return refused(
                    Stage.DECODE,
                    Reasons.NOTHING_TO_EMBED,
                    new IllegalArgumentException("the file has nothing that the model's towers " + model.modalities()
                            + " take, such as a video without sound"));
        }
        return new PreparedItem.Ready<>(parts);
    }

    private void requireTower(Part part) throws ItemRefusedException {
        Optional<String> unsupported = av.unsupported(part.modality());
        if (unsupported.isPresent()) {
            throw new ItemRefusedException(Stage.DECODE, Reasons.UNSUPPORTED_MODALITY, unsupported.get());
        }
    }

    private PreparedPart<T> text(Part part, InlineText text) throws ItemRefusedException {
        if (text.text().getBytes(StandardCharsets.UTF_8).length > InlineText.MAX_UTF8_BYTES) {
            throw new ItemRefusedException(
                    Stage.DECODE,
                    Reasons.TEXT_TOO_LONG,
                    "a text has at most " + InlineText.MAX_UTF8_BYTES + " bytes of UTF-8, got more in part "
                            + part.name());
        }
        ContentKey key = new ContentKey(part.modality(), text.sha256());
        return known.apply(key)
                .<PreparedPart<T>>map(vectors -> new PreparedPart.Known<>(part, key, vectors))
                .orElseGet(() -> new PreparedPart.Pending<>(part, key, model.prepare(text.text())));
    }

    /** The store has checked the bytes against the hash, so the claimed hash is the true one. */
    private PreparedPart<T> picture(Part part, byte[] bytes) throws InterruptedException {
        ContentKey key = new ContentKey(part.modality(), part.content().sha256());
        Optional<T> vectors = known.apply(key);
        if (vectors.isPresent()) {
            return new PreparedPart.Known<>(part, key, vectors.get());
        }
        return new PreparedPart.Pending<>(part, key, pictures.decode(bytes));
    }

    /** Windows of one file have vectors of their own, so each has a key of its own. */
    private List<PreparedPart<T>> timed(Part whole, List<AvPreparer.Cut> cuts) {
        List<PreparedPart<T>> parts = new ArrayList<>();
        for (AvPreparer.Cut cut : cuts) {
            ContentKey key = new ContentKey(
                    cut.modality(), Sha256.ofText(whole.content().sha256().hex() + " " + cut.part()));
            Part part = new Part(cut.part(), cut.modality(), whole.content());
            parts.add(known.apply(key)
                    .<PreparedPart<T>>map(vectors -> new PreparedPart.Known<>(part, key, vectors))
                    .orElseGet(() -> new PreparedPart.Pending<>(part, key, cut.input())));
        }
        return parts;
    }

    private static <T> PreparedItem<T> refused(Stage stage, String reason, Exception cause) {
        return new PreparedItem.Refused<>(new Refusal(stage, reason, cause));
    }
}
