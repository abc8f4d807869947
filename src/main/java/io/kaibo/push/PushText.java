package io.kaibo.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.runtime.annotations.RegisterResourceBundle;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads what WeChat pushes: JSON or XML, as it is set in the mini-program's console. XML becomes the JSON of the same
 * push, in which a list of one is its bare entry; {@link PushReading} unwraps its lists.
 *
 * <p>Any caller can send this, so XML with a DTD or with deep nesting is refused. The bundle has the words of a syntax error, which a
 * native image would not have otherwise.
 */
@RegisterResourceBundle(bundleName = "com.sun.org.apache.xerces.internal.impl.msg.XMLMessages", moduleName = "java.xml")
final class PushText {

    /** xml, wrapper, List, field: four. */
    private static final int DEEPEST = 8;

    /** The marks of CDATA, which some of WeChat's own samples write as text, without the outer ones or with them escaped. */
    private static final Pattern CDATA_AS_TEXT = Pattern.compile("<?!\\[CDATA\\[(.*)]]>?", Pattern.DOTALL);

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The object that it says; empty if it is neither JSON nor XML. */
    Optional<ObjectNode> read(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString()
                    .strip();
            return (text.startsWith("<") ? parseXml(text) : json.readTree(text)) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (CharacterCodingException | JsonProcessingException | XMLStreamException e) {
            return Optional.empty();
        }
    }

    /** The text or whole number of a field, without the blanks and line ends around it; "" if the field has neither. */
    static String readValue(JsonNode node, String field) {
        JsonNode value = node.path(field);
        String text =
                value.isTextual() || value.isIntegralNumber() ? value.asText().strip() : "";
        Matcher marked = CDATA_AS_TEXT.matcher(text);
        return marked.matches() ? marked.group(1).strip() : text;
    }

    private static JsonNode parseXml(String text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
        return readElement(xml, 0).path("xml");
    }

    /** What stands in an element, up to its end: its elements, or its text if it has none. */
    private static JsonNode readElement(XMLStreamReader xml, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("too deep");
        }
        ObjectNode elements = JsonNodeFactory.instance.objectNode();
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> add(elements, xml.getLocalName(), readElement(xml, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.COMMENT -> {}
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return elements.isEmpty() ? TextNode.valueOf(text.toString()) : elements;
                }
                default -> throw new XMLStreamException("a DTD, an entity or an instruction");
            }
        }
    }

    private static void add(ObjectNode elements, String name, JsonNode value) {
        JsonNode before = elements.get(name);
        if (before == null) {
            elements.set(name, value);
        } else if (before instanceof ArrayNode list) {
            list.add(value);
        } else {
            elements.putArray(name).add(before).add(value);
        }
    }
}
