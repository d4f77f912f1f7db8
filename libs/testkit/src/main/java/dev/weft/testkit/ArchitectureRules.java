package dev.weft.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The directions of the house. One test per module:
 *
 * <pre>{@code
 * @Test
 * void shouldKeepTheRules() {
 *     ArchitectureRules.check("dev.weft.sink");
 * }
 * }</pre>
 */
public final class ArchitectureRules {

    private static final String[] LIBS = {
        "dev.weft.core..",
        "dev.weft.events..",
        "dev.weft.embeddedkafka..",
        "dev.weft.media..",
        "dev.weft.preparation..",
        "dev.weft.inference..",
        "dev.weft.learning..",
        "dev.weft.modelcatalog..",
        "dev.weft.evaluation..",
        "dev.weft.vectorstore..",
        "dev.weft.streams..",
        "dev.weft.mining..",
        "dev.weft.preparation..",
        "dev.weft.reinference.."
    };
    private static final List<String> SERVICES = List.of("gateway", "embedder", "sink", "miner", "trainer", "rollout");
    private static final String[] ABOVE_LIBS = {
        "dev.weft.http..",
        "dev.weft.gateway..",
        "dev.weft.embedder..",
        "dev.weft.sink..",
        "dev.weft.miner..",
        "dev.weft.trainer..",
        "dev.weft.rollout..",
        "dev.weft.standalone..",
        "dev.weft.cli.."
    };
    /** Programs for people: they may print and end themselves. */
    private static final String[] PROGRAMS = {"dev.weft.cli..", "dev.weft.standalone.."};

    private ArchitectureRules() {}

    /**
     * Checks all rules on the main classes of a package and of those below it.
     *
     * @throws AssertionError if one is broken
     */
    public static void check(String rootPackage) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(rootPackage);
        if (classes.isEmpty()) {
            throw new AssertionError("there must be classes to check, got none in " + rootPackage);
        }
        check(classes);
        SlicesRuleDefinition.slices()
                .matching(rootPackage + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes);
    }

    static void check(JavaClasses classes) {
        all().forEach(rule -> rule.allowEmptyShould(true).check(classes));
    }

    static Stream<ArchRule> all() {
        return Stream.of(directions(), thirdParties(), manners()).flatMap(rules -> rules);
    }

    private static Stream<ArchRule> directions() {
        Stream<ArchRule> betweenServices = SERVICES.stream()
                .map(service -> noClasses()
                        .that()
                        .resideInAPackage("dev.weft." + service + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(SERVICES.stream()
                                .filter(other -> !other.equals(service))
                                .map(other -> "dev.weft." + other + "..")
                                .toArray(String[]::new))
                        .because("services meet on topics; only standalone knows more than one"));
        return Stream.concat(
                betweenServices,
                Stream.of(
                        noClasses()
                                .that()
                                .resideInAnyPackage(LIBS)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(ABOVE_LIBS)
                                .because("libs know nothing of services"),
                        noClasses()
                                .that()
                                .resideInAnyPackage(LIBS)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "io.quarkus..", "io.smallrye..", "jakarta..", "org.eclipse.microprofile..")
                                .because("libs work in a test, a benchmark or somebody else's program"),
                        classes()
                                .that()
                                .resideInAPackage("dev.weft.core..")
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage("java..", "org.jspecify..", "dev.weft.core..")
                                .because("core depends on nothing but JSpecify")));
    }

    private static Stream<ArchRule> thirdParties() {
        return Stream.of(
                only(
                        "Avro",
                        List.of("dev.weft.schemas..", "dev.weft.events..", "dev.weft..messaging.."),
                        List.of("org.apache.avro..", "dev.weft.schemas..")),
                only("Lucene", List.of("dev.weft.vectorstore.lucene.."), List.of("org.apache.lucene..")),
                only(
                        "the Milvus SDK",
                        List.of("dev.weft.vectorstore.milvus..", "dev.weft.testkit.milvus.."),
                        List.of("io.milvus..")),
                only("ONNX Runtime", List.of("dev.weft.inference.."), List.of("ai.onnxruntime..")),
                only("DJL", List.of("dev.weft.inference..", "dev.weft.learning.."), List.of("ai.djl..")),
                only(
                        "what draws plots",
                        List.of("dev.weft.evaluation.report.."),
                        List.of("org.knowm.xchart..", "org.apache.batik..")),
                only(
                        "Kafka's server",
                        List.of("dev.weft.embeddedkafka.."),
                        List.of("kafka..", "org.apache.kafka.metadata..")));
    }

    private static ArchRule only(String what, List<String> where, List<String> packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(where.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages.toArray(String[]::new))
                .because(what + " is seen in one place only");
    }

    private static Stream<ArchRule> manners() {
        return Stream.of(
                noClasses()
                        // Quarkus gives a filter of the console no other interface to implement.
                        .that()
                        .areNotAnnotatedWith("io.quarkus.logging.LoggingFilter")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.util.logging..")
                        .because("there is one way to log, and it is SLF4J's or JBoss'"),
                noClasses()
                        .that()
                        .resideOutsideOfPackages(PROGRAMS)
                        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                        .because("what there is to say goes to the log"),
                noClasses()
                        .that()
                        .resideOutsideOfPackages(PROGRAMS)
                        .should()
                        .callMethod(System.class, "exit", int.class)
                        .orShould()
                        .callMethod(Runtime.class, "halt", int.class)
                        .because("only a program ends itself"),
                classes().that().resideOutsideOfPackage("dev.weft.schemas..").should(liveInANullMarkedPackage()));
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info says @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        item,
                        marked,
                        item.getName() + " lives in " + item.getPackageName() + ", which "
                                + (marked ? "says" : "does not say") + " @NullMarked"));
            }
        };
    }
}
