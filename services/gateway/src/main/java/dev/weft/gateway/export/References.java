package dev.weft.gateway.export;

import dev.weft.core.MediaItem;
import dev.weft.core.Part;
import dev.weft.core.PartContent;
import dev.weft.core.PartKey;
import dev.weft.core.Split;
import dev.weft.gateway.table.Known;
import dev.weft.gateway.table.MediaTable;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * What stands for a part outside: a text for itself, a file as the address where the gateway gives it. Only of items that are there and whose family is, now, in
 * the split train.
 *
 * @param base the gateway's own address, as the client knows it
 */
public record References(MediaTable table, URI base) implements Function<PartKey, Optional<String>> {

    @Override
    public Optional<String> apply(PartKey part) {
        return table.find(part.media())
                .flatMap(Known::item)
                .filter(item -> Split.of(item.family()) == Split.TRAIN)
                .flatMap(item -> reference(item, part.part()));
    }

    private Optional<String> reference(MediaItem item, String name) {
        return item.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .map(Part::content)
                .map(content -> switch (content) {
                    case PartContent.InlineText(String text) -> text;
                    case PartContent.StoredObject _ ->
                        base.resolve("/v1/media/" + item.key().id() + "/content")
                                .toString();
                });
    }
}
