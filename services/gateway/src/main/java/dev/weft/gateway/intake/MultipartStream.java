package dev.weft.gateway.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.RequestContext;

/**
 * The streaming side of Commons FileUpload. The framework's own multipart reader decodes text fields itself and replaces what is not UTF-8,
 * which would index a mangled caption instead of refusing it.
 */
final class MultipartStream extends AbstractFileUpload<RequestContext, DiskFileItem, DiskFileItemFactory> {

    private static final int MAX_FILES = 2;

    private MultipartStream() {
        setFileCountMax(MAX_FILES);
    }

    static FileItemInputIterator open(InputStream body, String contentType) throws IOException {
        return new MultipartStream().getItemIterator(new Body(body, contentType));
    }

    @Override
    public Map<String, List<DiskFileItem>> parseParameterMap(RequestContext request) {
        throw new UnsupportedOperationException("forms are read as streams");
    }

    @Override
    public List<DiskFileItem> parseRequest(RequestContext request) {
        throw new UnsupportedOperationException("forms are read as streams");
    }

    private record Body(InputStream stream, String contentType) implements RequestContext {

        @Override
        public String getCharacterEncoding() {
            return "UTF-8";
        }

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return stream;
        }

        @Override
        public boolean isMultipartRelated() {
            return false;
        }
    }
}
