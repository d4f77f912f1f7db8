package dev.weft.inference;

/** How a picture of any size becomes one of the tower's. */
sealed interface Resize {

    int MAX_SIZE = 2048;

    /** Of the result, in pixels. */
    int width();

    /** Of the result, in pixels. */
    int height();

    ResizeAxis horizontal(int pictureWidth, int pictureHeight);

    ResizeAxis vertical(int pictureWidth, int pictureHeight);

    /** Part of a tower's identity: never changes for the same rule. */
    String identity(ResizeFilter filter);

    private static void check(String name, int size) {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException(name + " must be 1 to " + MAX_SIZE + " pixels, got " + size);
        }
    }

    /** Put in the middle of a white square, which is resized. */
    record PadWhite(int size) implements Resize {

        public PadWhite {
            check("size", size);
        }

        @Override
        public int width() {
            return size;
        }

        @Override
        public int height() {
            return size;
        }

        @Override
        public ResizeAxis horizontal(int pictureWidth, int pictureHeight) {
            return ResizeAxis.whole(Math.max(pictureWidth, pictureHeight), size);
        }

        @Override
        public ResizeAxis vertical(int pictureWidth, int pictureHeight) {
            return horizontal(pictureWidth, pictureHeight);
        }

        @Override
        public String identity(ResizeFilter filter) {
            return "pad-white-" + filter.word() + " " + size;
        }
    }

    /** Resized to exactly this, whatever its proportions. */
    record Squash(int width, int height) implements Resize {

        public Squash {
            check("size.width", width);
            check("size.height", height);
        }

        @Override
        public ResizeAxis horizontal(int pictureWidth, int pictureHeight) {
            return ResizeAxis.whole(pictureWidth, width);
        }

        @Override
        public ResizeAxis vertical(int pictureWidth, int pictureHeight) {
            return ResizeAxis.whole(pictureHeight, height);
        }

        @Override
        public String identity(ResizeFilter filter) {
            return "squash-" + filter.word() + " " + width + "x" + height;
        }
    }

    /** Resized until its shorter side is {@code edge}; the middle is kept. */
    record ShortestEdge(int edge, int width, int height) implements Resize {

        public ShortestEdge {
            check("size.shortest_edge", edge);
            check("crop_size.width", width);
            check("crop_size.height", height);
            if (Math.max(width, height) > edge) {
                throw new IllegalArgumentException("crop_size must not be larger than size.shortest_edge " + edge
                        + ", got " + width + "×" + height);
            }
        }

        @Override
        public ResizeAxis horizontal(int pictureWidth, int pictureHeight) {
            return ResizeAxis.middle(pictureWidth, resized(pictureWidth, pictureHeight), width);
        }

        @Override
        public ResizeAxis vertical(int pictureWidth, int pictureHeight) {
            return ResizeAxis.middle(pictureHeight, resized(pictureHeight, pictureWidth), height);
        }

        /** A longer side's fraction of a pixel is dropped, as the reference does. */
        private long resized(int side, int other) {
            return side <= other ? edge : (long) ((double) ((long) edge * side) / other);
        }

        @Override
        public String identity(ResizeFilter filter) {
            return "shortest-edge-" + filter.word() + " " + edge + " crop " + width + "x" + height;
        }
    }
}
