package io.kaibo.testing;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.Serial;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Has every mapper refuse to read or write a type of ours that is not registered for reflection: in a native function it would have no
 * fields. So each test that meets such a type fails, also where the JVM would get on with it.
 */
public final class RegisteredTypes {

    private static final List<String> NOT_DEPLOYED =
            List.of("io.kaibo.local", "io.kaibo.sandbox", "io.kaibo.sandbox.pay", "io.kaibo.testing");

    private static final Logger LOG = Logger.getLogger(RegisteredTypes.class);

    private RegisteredTypes() {}

    @Produces
    @Singleton
    static Module module() {
        return new SimpleModule("registered types")
                .setSerializerModifier(new Written())
                .setDeserializerModifier(new Read());
    }

    /** True if a type, or the type of which it is a member, has the annotation. */
    private static boolean isRegistered(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getDeclaringClass()) {
            RegisterForReflection found = outer.getAnnotation(RegisterForReflection.class);
            if (found != null
                    && found.targets().length == 0
                    && found.classNames().length == 0
                    && (outer == type || !found.ignoreNested())) {
                return true;
            }
        }
        return false;
    }

    private static void check(Class<?> type) {
        boolean isOurs = type.getName().startsWith("io.kaibo.") && !NOT_DEPLOYED.contains(type.getPackageName());
        if (isOurs && !isRegistered(type)) {
            // what calls a mapper may hide the error
            LOG.errorf("%s is not registered for reflection", type.getName());
            throw new AssertionError(type + " is read or written as JSON and is not registered for reflection");
        }
    }

    private static final class Written extends BeanSerializerModifier {

        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
            check(bean.getBeanClass());
            return serializer;
        }

        @Override
        public JsonSerializer<?> modifyEnumSerializer(
                SerializationConfig config, JavaType type, BeanDescription bean, JsonSerializer<?> serializer) {
            check(bean.getBeanClass());
            return serializer;
        }
    }

    private static final class Read extends BeanDeserializerModifier {

        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
            check(bean.getBeanClass());
            return deserializer;
        }

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config, JavaType type, BeanDescription bean, JsonDeserializer<?> deserializer) {
            check(bean.getBeanClass());
            return deserializer;
        }
    }
}
