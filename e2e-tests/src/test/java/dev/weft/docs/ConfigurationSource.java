package dev.weft.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reads the {@code @ConfigMapping} interfaces of the services from their source: keys, types, defaults and what their Javadoc says. */
final class ConfigurationSource {

    /** One key; {@code fallback} is empty when the key has none. */
    record Key(String name, String type, Optional<String> fallback, String description) {}

    private ConfigurationSource() {}

    /** All keys below a service's source folder, in the order of their declaration. */
    static List<Key> keysIn(Path sources) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(sources)) {
            files = walk.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        List<Key> keys = new ArrayList<>();
        for (Path file : files) {
            if (Files.readString(file).contains("@ConfigMapping")) {
                keys.addAll(keysOf(file));
            }
        }
        return keys;
    }

    private static List<Key> keysOf(Path file) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Key> keys = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(file));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                for (Tree type : unit.getTypeDecls()) {
                    if (type instanceof ClassTree mapping) {
                        argument(mapping.getModifiers(), "ConfigMapping", "prefix")
                                .ifPresent(prefix -> collect(docs, unit, mapping, prefix, keys));
                    }
                }
            }
        }
        return keys;
    }

    private static void collect(
            DocTrees docs, CompilationUnitTree unit, ClassTree group, String prefix, List<Key> keys) {
        for (Tree member : group.getMembers()) {
            if (!(member instanceof MethodTree method) || method.getBody() != null) {
                continue;
            }
            String name = prefix + "."
                    + argument(method.getModifiers(), "WithName", "value")
                            .orElseGet(() -> kebab(method.getName().toString()));
            Optional<ClassTree> nested = nested(group, method.getReturnType().toString());
            if (nested.isPresent()) {
                collect(docs, unit, nested.get(), name, keys);
                continue;
            }
            String comment = docs.getDocComment(TreePath.getPath(unit, method));
            keys.add(new Key(
                    name,
                    method.getReturnType()
                            .toString()
                            .replaceAll("Optional<(\\w+)>", "$1")
                            .replace("OptionalInt", "int")
                            .replace("OptionalDouble", "double")
                            .replace("OptionalLong", "long"),
                    argument(method.getModifiers(), "WithDefault", "value"),
                    comment == null ? "" : plain(comment)));
        }
    }

    private static Optional<ClassTree> nested(ClassTree group, String type) {
        return group.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(candidate ->
                        candidate.getSimpleName().contentEquals(type) && candidate.getKind() == Tree.Kind.INTERFACE)
                .findFirst();
    }

    private static Optional<String> argument(ModifiersTree modifiers, String annotation, String argument) {
        for (AnnotationTree candidate : modifiers.getAnnotations()) {
            if (candidate.getAnnotationType().toString().equals(annotation)) {
                for (ExpressionTree expression : candidate.getArguments()) {
                    if (expression instanceof AssignmentTree assignment
                            && assignment.getVariable().toString().equals(argument)
                            && assignment.getExpression() instanceof LiteralTree literal) {
                        return Optional.of(String.valueOf(literal.getValue()));
                    }
                    if (expression instanceof LiteralTree literal && argument.equals("value")) {
                        return Optional.of(String.valueOf(literal.getValue()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** {@code maxBatchRecords} → {@code max-batch-records}, as SmallRye Config does. */
    private static String kebab(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@(?:code|link|value|literal) #?([^}]*)}", "`$1`")
                .replaceAll("</?[a-z]+>", " ")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .trim();
    }
}
