package io.kaibo.local;

import io.kaibo.local.TemplateYaml.Intrinsic;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Works out !Ref, !Sub, !GetAtt and !ImportValue of one template, in their short and their long form. */
final class Intrinsics {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");
    private static final Map<String, String> PSEUDO_PARAMETERS = Map.of(
            "AWS::Partition",
            "aws",
            "AWS::Region",
            Template.REGION,
            "AWS::AccountId",
            Template.ACCOUNT,
            "AWS::URLSuffix",
            "amazonaws.com");

    private final String file;
    private final Map<?, ?> declared;
    private final Map<String, String> given;
    private final Map<?, ?> resources;
    private final Exports exports;

    Intrinsics(String file, Map<?, ?> template, Map<String, String> given, Exports exports) {
        this.file = file;
        this.declared = template.get("Parameters") instanceof Map<?, ?> p ? p : Map.of();
        this.resources = template.get("Resources") instanceof Map<?, ?> r ? r : Map.of();
        this.given = given;
        this.exports = exports;
    }

    /**
     * The value of an element of the template; null for nothing and for AWS::NoValue. The elements of lists and maps are not
     * worked out.
     */
    @Nullable
    Object value(@Nullable Object raw, String place) {
        return switch (raw) {
            case Intrinsic intrinsic -> workOut(intrinsic, place);
            case Map<?, ?> map -> {
                Intrinsic intrinsic = longForm(map);
                yield intrinsic == null ? map : workOut(intrinsic, place);
            }
            case null -> null;
            default -> raw;
        };
    }

    TemplateException error(String place, String problem) {
        return new TemplateException(file + ": " + place + ": " + problem);
    }

    /** The ARN of a resource in the region and the account for which the templates are read. */
    String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, known("AWS::Region"), known("AWS::AccountId"), resource);
    }

    private @Nullable String known(String name) {
        return given.getOrDefault(name, PSEUDO_PARAMETERS.get(name));
    }

    private static @Nullable Intrinsic longForm(Map<?, ?> map) {
        if (map.size() != 1) {
            return null;
        }
        Map.Entry<?, ?> only = map.entrySet().iterator().next();
        String name = String.valueOf(only.getKey());
        return name.equals("Ref") || name.startsWith("Fn::")
                ? new Intrinsic(name.replace("Fn::", ""), only.getValue())
                : null;
    }

    private @Nullable Object workOut(Intrinsic intrinsic, String place) {
        return switch (intrinsic.name()) {
            case "Ref" -> ref(String.valueOf(intrinsic.argument()), place);
            case "Sub" -> sub(intrinsic.argument(), place);
            case "GetAtt" -> getAtt(intrinsic.argument(), place);
            case "ImportValue" -> importValue(intrinsic.argument(), place);
            default ->
                throw error(
                        place,
                        "!" + intrinsic.name() + " is not understood where its value is needed; the local stack reads"
                                + " literals, !Ref, !Sub, !GetAtt and !ImportValue");
        };
    }

    private @Nullable String ref(String name, String place) {
        if (name.equals("AWS::NoValue")) {
            return null;
        }
        String known = known(name);
        if (known != null) {
            return known;
        }
        if (declared.get(name) instanceof Map<?, ?> parameter) {
            Object value = parameter.get("Default");
            if (value == null) {
                throw error(place, "parameter " + name + " has neither a value nor a default");
            }
            return value.toString();
        }
        return switch (type(name)) {
            case "AWS::DynamoDB::Table" -> ownName(name, "TableName", place);
            case "AWS::SQS::Queue" ->
                "https://sqs.%s.amazonaws.com/%s/%s"
                        .formatted(known("AWS::Region"), known("AWS::AccountId"), ownName(name, "QueueName", place));
            default -> throw error(place, "!Ref " + name + " names no parameter, table or queue of this template");
        };
    }

    private String sub(@Nullable Object argument, String place) {
        Object text = argument instanceof List<?> list ? list.getFirst() : argument;
        Map<?, ?> variables =
                argument instanceof List<?> list && list.size() > 1 && list.get(1) instanceof Map<?, ?> map
                        ? map
                        : Map.of();
        return VARIABLE.matcher(String.valueOf(text))
                .replaceAll(m -> Matcher.quoteReplacement(variable(m.group(1), m.group(2), variables, place)));
    }

    private String variable(String escape, String name, Map<?, ?> variables, String place) {
        if (!escape.isEmpty()) {
            return "${" + name + "}";
        }
        Object value = variables.containsKey(name)
                ? value(variables.get(name), place)
                : name.contains(".") ? getAtt(name, place) : ref(name, place);
        if (value == null) {
            throw error(place, "${" + name + "} has no value");
        }
        return value.toString();
    }

    private String getAtt(@Nullable Object argument, String place) {
        String path = argument instanceof List<?> list
                ? String.join(".", list.stream().map(String::valueOf).toList())
                : String.valueOf(argument);
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        String attribute = dot < 0 ? "" : path.substring(dot + 1);
        return switch (type(name) + "." + attribute) {
            case "AWS::SQS::Queue.Arn" -> arn("sqs", ownName(name, "QueueName", place));
            case "AWS::SQS::Queue.QueueName" -> ownName(name, "QueueName", place);
            case "AWS::DynamoDB::Table.Arn" -> arn("dynamodb", "table/" + ownName(name, "TableName", place));
            case "AWS::KMS::Key.Arn" -> arn("kms", "key/" + keyName(name, place));
            default -> throw error(place, "!GetAtt " + path + " is not understood: X.Arn and X.QueueName are");
        };
    }

    private String importValue(@Nullable Object argument, String place) {
        String name = String.valueOf(value(argument, place));
        return exports.find(name).orElseThrow(() -> error(place, "no template exports " + name));
    }

    /** AWS makes up the id of a key; here it is its alias without {@code alias/}. */
    private String keyName(String logicalId, String place) {
        var target = new Intrinsic("Ref", logicalId);
        for (Object id : resources.keySet()) {
            String alias = id.toString();
            if (type(alias).equals("AWS::KMS::Alias") && target.equals(property(alias, "TargetKeyId"))) {
                return ownName(alias, "AliasName", place).replaceFirst("^alias/", "");
            }
        }
        throw error(place, "no alias has the TargetKeyId !Ref " + logicalId);
    }

    private String type(String logicalId) {
        return resources.get(logicalId) instanceof Map<?, ?> resource ? String.valueOf(resource.get("Type")) : "";
    }

    private String ownName(String logicalId, String property, String place) {
        Object name = value(property(logicalId, property), logicalId);
        if (name == null) {
            throw error(place, logicalId + " has no " + property + ", and a made-up name cannot be known here");
        }
        return name.toString();
    }

    /** As it is written; null if it is not. */
    private @Nullable Object property(String logicalId, String property) {
        return resources.get(logicalId) instanceof Map<?, ?> resource
                        && resource.get("Properties") instanceof Map<?, ?> properties
                ? properties.get(property)
                : null;
    }
}
