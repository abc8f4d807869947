package io.kaibo.local;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What follows from the functions and queues of a template, as text: alarms, fronts, dead-letter queues, outputs. It stands below
 * {@link #MARK} in the template, where every tool reads it.
 */
final class DerivedResources {

    static final String MARK =
            "# What follows is derived from the above and written by: ./mvnw test -Dtest=DerivedResourcesTest -Dwrite\n";

    private final StringBuilder functions = new StringBuilder();
    private final StringBuilder fronts = new StringBuilder();
    private final StringBuilder outputs = new StringBuilder();
    private final StringBuilder queues = new StringBuilder();

    private DerivedResources(String byHand) {
        resources(byHand).forEach((id, resource) -> {
            switch (resource.get("Type").toString()) {
                case "AWS::Serverless::Function" -> addFunction(id, resource);
                case "AWS::SQS::Queue" -> addQueue(id, resource);
                default -> {}
            }
        });
    }

    /** What stands above the mark. */
    static String byHand(String template) {
        return template.substring(0, template.indexOf(MARK));
    }

    /** The resources of a template, or of the part above its mark, by their logical ids. */
    static Map<String, Map<?, ?>> resources(String template) {
        Map<String, Map<?, ?>> resources = new LinkedHashMap<>();
        map(TemplateYaml.read("template", new StringReader(template)), "Resources")
                .forEach((id, resource) -> resources.put(id.toString(), (Map<?, ?>) resource));
        return resources;
    }

    /** The template with its derived block written anew. */
    static String renew(String template) {
        String byHand = byHand(template);
        var derived = new DerivedResources(byHand);
        String fronts = derived.fronts.isEmpty()
                ? ""
                : DerivedText.API + derived.fronts + DerivedText.OUTPUTS + derived.outputs;
        String block = derived.functions + fronts + derived.queues;
        return byHand + MARK + "\n" + block.stripTrailing() + "\n";
    }

    private void addFunction(String id, Map<?, ?> function) {
        boolean loops = map(function, "Properties").containsKey("RecursiveLoop");
        functions.append(filled(loops ? DerivedText.ERRORS + DerivedText.LOOPS : DerivedText.ERRORS, id, Map.of()));
        if (map(function, "Metadata").get("Prefix") instanceof String prefix) {
            fronts.append(filled(DerivedText.FRONT, id, Map.of("prefix", prefix)));
            outputs.append(filled(DerivedText.OUTPUT, id, Map.of("prefix", prefix)));
        }
    }

    private void addQueue(String id, Map<?, ?> queue) {
        Map<?, ?> metadata = map(queue, "Metadata");
        queues.append(filled(
                DerivedText.DEAD_LETTERS + DerivedText.LATE,
                id.replaceFirst("Queue$", ""),
                Map.of(
                        "givenUp", metadata.get("GivenUp").toString(),
                        "lateAfter", metadata.get("LateAfter").toString())));
    }

    private static String filled(String text, String id, Map<String, String> words) {
        String filled = text.replace("<Id>", id).replace("<name>", nameOf(id));
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace("<" + word.getKey() + ">", word.getValue());
        }
        return filled;
    }

    /** A logical id as a name: ReminderSend is reminder-send. */
    static String nameOf(String id) {
        return id.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static Map<?, ?> map(Map<?, ?> parent, String key) {
        return parent.get(key) instanceof Map<?, ?> child ? child : Map.of();
    }
}
