package io.kaibo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What {@link OtherSuite} leaves to others is what the others have: each test is in one suite, and a new package is in this one. */
class SuitesTest {

    @Test
    void everyTestIsInOneSuite() {
        List<String> others = new ClassFileImporter()
                .importPackages("io.kaibo").stream()
                        .filter(type -> type.isAnnotatedWith(Suite.class) && !type.isEquivalentTo(OtherSuite.class))
                        .map(SuitesTest::itsPackage)
                        .toList();
        assertThat(OtherSuite.class.getAnnotation(SelectPackages.class).value()).containsExactly("io.kaibo");
        assertThat(OtherSuite.class.getAnnotation(ExcludePackages.class).value())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(others);
    }

    private static String itsPackage(JavaClass suite) {
        return suite.getAnnotationOfType(SelectPackages.class).value()[0];
    }
}
