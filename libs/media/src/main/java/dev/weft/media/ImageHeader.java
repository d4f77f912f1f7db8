package dev.weft.media;

/**
 * What a picture's file says of itself.
 *
 * @param contentType by its first bytes, such as {@code image/png}
 * @param width in pixels, as stored: before the EXIF orientation is applied
 * @param height in pixels, as stored
 * @param frames frames of an animation, pages of a document; 1 for a plain picture
 */
public record ImageHeader(String contentType, int width, int height, int frames) {}
