package io.kaibo.aws;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.arc.All;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.Serial;
import java.util.List;

/** Has every mapper write and read the constants of enums as {@link Words}. */
@Singleton
class JsonWords implements ObjectMapperCustomizer {

    private final List<Module> modules;

    /** @param modules what is common to the mapper of events, messages and WeChat's answers, and to that of HTTP bodies */
    JsonWords(@All List<Module> modules) {
        this.modules = modules;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModules(modules);
    }

    @Produces
    @Singleton
    static Module createModule() {
        return new SimpleModule("words") {
            @Serial
            private static final long serialVersionUID = 1;

            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.insertAnnotationIntrospector(new Introspector());
            }
        };
    }

    private static final class Introspector extends NopAnnotationIntrospector {

        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            for (int i = 0; i < constants.length; i++) {
                names[i] = Words.of(constants[i]);
            }
            return names;
        }
    }
}
