package io.kaibo.aws;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kaibo.local.Template;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.quarkus.funqy.Funq;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A message that fails is named in the log with the reason, by every function that consumes a queue. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class QueueMessagesTest {

    @Inject
    Template template;

    @Test
    void theLogNamesTheMessageAndTheReasonAndTheQueueIsTold() {
        IllegalStateException reason = new IllegalStateException("planned");
        List<String> log = Output.of(() -> assertThatThrownBy(() -> QueueMessages.consume("a page of wx-1", page -> {
                    throw reason;
                }))
                .isSameAs(reason));
        assertThat(log).anyMatch(line -> line.contains("a page of wx-1 failed") && line.contains("planned"));
    }

    @Test
    void aMessageThatIsNullIsSaidToBe() {
        List<String> log = Output.of(() -> assertThatThrownBy(() -> QueueMessages.consume(null, page -> {}))
                .isInstanceOf(NullPointerException.class));
        assertThat(log).anyMatch(line -> line.contains("the message is null"));
    }

    @Test
    void everyFunctionThatConsumesAQueueUsesIt() {
        Set<String> consumers = template.functions().stream()
                .filter(function -> !function.mappings().isEmpty())
                .map(Template.Function::name)
                .collect(toSet());
        Set<String> using = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.kaibo").stream()
                        .filter(type -> type.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(QueueMessages.class)))
                        .flatMap(QueueMessagesTest::funqyNames)
                        .collect(toSet());
        assertThat(consumers).isNotEmpty().isEqualTo(using);
    }

    private static Stream<String> funqyNames(JavaClass type) {
        return type.getMethods().stream()
                .filter(method -> method.isAnnotatedWith(Funq.class))
                .map(method -> method.getAnnotationOfType(Funq.class).value());
    }
}
