package dev.weft.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

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
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.weft.schemas..", "dev.weft.events..", "..messaging..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.avro..", "dev.weft.schemas..")
                .allowEmptyShould(true)
                .check(classes);
    }
}
