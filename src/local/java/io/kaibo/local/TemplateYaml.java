package io.kaibo.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** CloudFormation's YAML: plain YAML in which a tag such as !Sub is an {@link Intrinsic}, kept until its value is needed. */
final class TemplateYaml extends SafeConstructor {
    /** An intrinsic function that is not worked out yet; its name has no "!" and no "Fn::". */
    record Intrinsic(String name, @Nullable Object argument) {}

    private TemplateYaml() {
        super(options());
        yamlMultiConstructors.put("!", new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
                return new Intrinsic(node.getTag().getValue().substring(1), argument(node));
            }
        });
    }

    static Map<?, ?> read(Path file) {
        try (Reader in = Files.newBufferedReader(file)) {
            return read(file.toString(), in);
        } catch (NoSuchFileException e) {
            throw new TemplateException(file + " is not there: start in the project's directory");
        } catch (IOException e) {
            throw new TemplateException(file + ": " + e.getMessage());
        }
    }

    /** @param name the template's name in error messages */
    static Map<?, ?> read(String name, Reader in) {
        try {
            if (new Yaml(new TemplateYaml()).load(in) instanceof Map<?, ?> template) {
                return template;
            }
            throw new TemplateException(name + " is not a template");
        } catch (YAMLException e) {
            throw new TemplateException(
                    name + ": " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    /** Refuses two entries with one key: the later would silently replace the other. */
    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return options;
    }

    private Object argument(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode sequence -> constructSequence(sequence);
            case MappingNode mapping -> constructMapping(mapping);
            default -> throw new TemplateException("A tag on " + node.getNodeId() + " has no meaning");
        };
    }
}
