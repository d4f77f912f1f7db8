package dev.weft.inference;

import dev.weft.core.AudioClip;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** A model and the number of its openers. Not thread-safe itself: its keeper holds a lock. */
final class SharedModel {

    private final LoadedModel model;
    private int openers;

    SharedModel(LoadedModel model) {
        this.model = model;
    }

    /** A view for one more opener. Closing it, once, calls the function. */
    EmbeddingModel open(Runnable onClose) {
        openers++;
        return new Handle(model, onClose);
    }

    /** Says that an opener is done; the last one frees the model, and true is returned. */
    boolean release() {
        openers--;
        if (openers > 0) {
            return false;
        }
        model.close();
        return true;
    }

    /** One opener's view. A graph freed under a running inference would take the whole process down, so closing waits for it. */
    private static final class Handle implements EmbeddingModel {

        private final EmbeddingModel model;
        private final Runnable onClose;
        private final ReadWriteLock use = new ReentrantReadWriteLock();
        private boolean closed;

        private Handle(EmbeddingModel model, Runnable onClose) {
            this.model = model;
            this.onClose = onClose;
        }

        private <T> T use(Supplier<T> work) {
            use.readLock().lock();
            try {
                if (closed) {
                    throw new IllegalStateException("the model was closed by its opener");
                }
                return work.get();
            } finally {
                use.readLock().unlock();
            }
        }

        @Override
        public String id() {
            return model.id();
        }

        @Override
        public int dimension() {
            return model.dimension();
        }

        @Override
        public Set<Modality> modalities() {
            return model.modalities();
        }

        @Override
        public String towerId(Modality modality) {
            return model.towerId(modality);
        }

        @Override
        public int featureDimension(Modality modality) {
            return model.featureDimension(modality);
        }

        @Override
        public TowerInput prepare(RgbImage image) {
            return use(() -> model.prepare(image));
        }

        @Override
        public TowerInput prepare(String text) {
            return use(() -> model.prepare(text));
        }

        @Override
        public TowerInput prepare(AudioClip clip) {
            return use(() -> model.prepare(clip));
        }

        @Override
        public Optional<AudioInput> audioInput() {
            return model.audioInput();
        }

        @Override
        public Optional<SimilarityScale> similarity() {
            return model.similarity();
        }

        @Override
        public List<Integer> matryoshkaDimensions() {
            return model.matryoshkaDimensions();
        }

        @Override
        public String executionProvider() {
            return model.executionProvider();
        }

        @Override
        public List<Embedding> features(Modality modality, List<TowerInput> inputs) {
            return use(() -> model.features(modality, inputs));
        }

        @Override
        public List<Embedding> project(Modality modality, List<Embedding> features) {
            return use(() -> model.project(modality, features));
        }

        @Override
        public void close() {
            use.writeLock().lock();
            try {
                if (closed) {
                    return;
                }
                closed = true;
            } finally {
                use.writeLock().unlock();
            }
            onClose.run();
        }
    }
}
