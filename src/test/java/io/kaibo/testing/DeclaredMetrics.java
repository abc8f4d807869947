package io.kaibo.testing;

import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kaibo.aws.Metric;
import io.quarkus.funqy.Funq;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All metrics that the product can write: {@link Metric} and its enums are the only way to one. */
public final class DeclaredMetrics {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.kaibo");

    private DeclaredMetrics() {}

    /** The classes that declare metrics. */
    public static List<JavaClass> declaringClasses() {
        return PRODUCT.stream()
                .filter(type -> type.isAssignableTo(Metric.class) && !type.isEquivalentTo(Metric.class))
                .toList();
    }

    public static List<Metric> all() {
        return declaringClasses().stream().flatMap(DeclaredMetrics::of).toList();
    }

    public static Set<String> names() {
        return all().stream().map(Metric::metricName).collect(toSet());
    }

    /** The metrics that one class declares. */
    public static Stream<Metric> of(JavaClass declaring) {
        return Stream.of(declaring.reflect().getEnumConstants()).map(Metric.class::cast);
    }

    /** The classes that write a metric. */
    public static Set<JavaClass> writers(Metric metric) {
        String constant = ((Enum<?>) metric).name();
        return PRODUCT.stream()
                .filter(type -> !type.isEquivalentTo(metric.getClass()))
                .filter(type -> type.getFieldAccessesFromSelf().stream()
                        .map(JavaFieldAccess::getTarget)
                        .anyMatch(field -> field.getOwner().isEquivalentTo(metric.getClass())
                                && field.getName().equals(constant)))
                .collect(toSet());
    }

    /** The funqy names of the functions whose code comes to a class that writes a metric of this name. */
    public static Set<String> functionsThatWrite(String name) {
        Set<JavaClass> writers = all().stream()
                .filter(metric -> metric.metricName().equals(name))
                .flatMap(metric -> writers(metric).stream())
                .collect(toSet());
        return PRODUCT.stream()
                .filter(type -> writers.contains(type)
                        || type.getTransitiveDependenciesFromSelf().stream()
                                .anyMatch(dependency -> writers.contains(dependency.getTargetClass())))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Funq.class))
                .map(method -> method.getAnnotationOfType(Funq.class).value())
                .collect(toSet());
    }
}
