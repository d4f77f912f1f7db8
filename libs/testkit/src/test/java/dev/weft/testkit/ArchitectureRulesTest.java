package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureRulesTest {

    /** These modules can't depend on the testkit, which depends on them. */
    @ParameterizedTest
    @ValueSource(strings = {"dev.weft.core", "dev.weft.events", "dev.weft.embeddedkafka", "dev.weft.testkit"})
    void shouldKeepTheRules(String rootPackage) {
        ArchitectureRules.check(rootPackage);
    }

    @ParameterizedTest
    @CsvSource({
        "dev.weft.gateway.fixture, there is one way to log",
        "dev.weft.gateway.fixture, standard streams",
        "dev.weft.gateway.fixture, only a program ends itself",
        "dev.weft.gateway.fixture, printStackTrace",
        "dev.weft.gateway.fixture, @NullMarked",
        "dev.weft.sink.fixture, services meet on topics",
        "dev.weft.sink.fixture, Avro is seen in one place only",
        "dev.weft.media.fixture, libs know nothing of services",
        "dev.weft.core.fixture, core depends on nothing but JSpecify"
    })
    void shouldSayWhichRuleWhenOneIsBroken(String fixture, String rule) {
        // given
        JavaClasses classes = new ClassFileImporter().importPackages(fixture);

        // when
        String broken = String.join(
                "\n",
                ArchitectureRules.all()
                        .map(one -> one.allowEmptyShould(true).evaluate(classes))
                        .filter(result -> result.hasViolation())
                        .map(result -> result.getFailureReport().toString())
                        .toList());

        // then
        assertThat(broken).contains(rule);
    }

    @Test
    void shouldRefuseWhenThereIsNothingToCheck() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ArchitectureRules.check("dev.weft.nothing"))
                .withMessageContaining("dev.weft.nothing");
    }
}
