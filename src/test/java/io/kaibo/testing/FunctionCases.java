package io.kaibo.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** The cases of a feature's functions. Each implementation on the test class path is used; it needs a constructor without arguments. */
public interface FunctionCases {

    List<FunctionCase> of(DeployedStack stack);

    /** The cases of all features. */
    static List<FunctionCase> all(DeployedStack stack) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS).importPackages("io.kaibo").stream()
                        .filter(type -> type.isAssignableTo(FunctionCases.class) && !type.isInterface())
                        .map(JavaClass::reflect)
                        .flatMap(type -> create(type).of(stack).stream())
                        .toList();
    }

    private static FunctionCases create(Class<?> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (FunctionCases) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
