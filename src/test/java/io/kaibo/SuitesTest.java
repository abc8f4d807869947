package io.kaibo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * A suite is what one test JVM runs at a time. Suites go by the names of classes, so that a new feature is in them as it is. The build
 * runs this class by its name as well, in case that no suite has it.
 */
class SuitesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("io.kaibo");

    @Test
    void everyTestIsInOneSuite() {
        List<JavaClass> suites = CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(Suite.class))
                .toList();
        assertThat(suites)
                .allMatch(suite -> suite.getSimpleName().endsWith("Suite"), "has the name that the build looks for")
                .allMatch(suite -> List.of("io.kaibo")
                        .equals(List.of(
                                suite.getAnnotationOfType(SelectPackages.class).value())));
        List<String> patterns = suites.stream()
                .flatMap(suite -> Stream.of(suite.getAnnotationOfType(IncludeClassNamePatterns.class)
                        .value()))
                .toList();
        assertThat(withTests().filter(name -> name.endsWith("Test")))
                .isNotEmpty()
                .allSatisfy(test ->
                        assertThat(patterns).filteredOn(test::matches).as(test).hasSize(1));
    }

    /** No suite has a class of another name. Failsafe runs each IT, and a bench is a run of its own. */
    @Test
    void everyClassWithATestHasTheNameOfOne() {
        assertThat(withTests()).isNotEmpty().allMatch(name -> name.matches(".*(Test|IT|Bench)"));
    }

    private static Stream<String> withTests() {
        return CLASSES.stream().filter(SuitesTest::hasTest).map(JavaClass::getName);
    }

    private static boolean hasTest(JavaClass type) {
        return type.getMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(Testable.class))
                || type.getFields().stream().anyMatch(field -> field.isAnnotatedWith(ArchTest.class));
    }
}
