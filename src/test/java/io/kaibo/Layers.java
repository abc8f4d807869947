package io.kaibo;

import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What each package directly below io.kaibo is: an edge, shared, local, or else a feature. */
final class Layers {

    private static final Set<String> EDGES = Set.of("aws", "base", "drand", "http", "wechat");

    /** What features share stands below them. */
    private static final Set<String> SHARED = Set.of("message", "person", "audit", "numbers", "push");

    private static final Set<String> NOT_DEPLOYED = Set.of("local", "sandbox");

    /** Other features may read the root packages of these. */
    private static final Set<String> READABLE = Set.of("room", "coupon");

    /** These read no other feature. */
    private static final Set<String> READING_NONE = Set.of("room", "session");

    /** Names of the sets that are no package yet; {@link LayersTest} compares the others with the packages. */
    static final Set<String> PLANNED = Set.of("numbers");

    static final DescribedPredicate<JavaClass> FEATURE =
            DescribedPredicate.describe("of a feature", type -> feature(type).isPresent());

    static final DescribedPredicate<JavaClass> BELOW_FEATURES = DescribedPredicate.describe(
            "of an edge or shared by features",
            type -> EDGES.contains(packageBelowKaibo(type)) || SHARED.contains(packageBelowKaibo(type)));

    static final DescribedPredicate<JavaClass> LOCAL =
            DescribedPredicate.describe("of the local stack", type -> NOT_DEPLOYED.contains(packageBelowKaibo(type)));

    private Layers() {}

    /** All names of the sets. */
    static Set<String> named() {
        return Stream.of(EDGES, SHARED, NOT_DEPLOYED, READABLE, READING_NONE)
                .flatMap(Set::stream)
                .collect(toSet());
    }

    /** False if they are of two features, and the first may not read the second; its tables no other feature may. */
    static boolean mayRead(JavaClass type, JavaClass target) {
        Optional<String> reader = feature(type);
        Optional<String> read = feature(target);
        if (read.isEmpty() || read.equals(reader)) {
            return true;
        }
        return reader.stream().noneMatch(READING_NONE::contains)
                && READABLE.contains(read.get())
                && target.getPackageName().equals("io.kaibo." + read.get())
                && !target.getSimpleName().matches(".*(Table|Items)");
    }

    private static Optional<String> feature(JavaClass type) {
        String name = packageBelowKaibo(type);
        boolean isNone = name.isEmpty() || EDGES.contains(name) || SHARED.contains(name) || NOT_DEPLOYED.contains(name);
        return isNone ? Optional.empty() : Optional.of(name);
    }

    /** {@code lottery} for io.kaibo.lottery.draw; empty for a class that is not below io.kaibo. */
    private static String packageBelowKaibo(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("io.kaibo.")
                ? name.substring("io.kaibo.".length()).split("\\.")[0]
                : "";
    }
}
