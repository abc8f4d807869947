package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kaibo.aws.Words;
import io.kaibo.message.SendState;
import io.kaibo.reminder.send.ReminderPage;
import io.kaibo.reminder.template.RoomField;
import io.kaibo.room.Announcement;
import io.kaibo.room.PriceType;
import io.kaibo.room.RoomStatus;
import io.kaibo.testing.Contract;
import io.kaibo.testing.Deliveries;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Constants of enums have one form wherever they are sent, stored or counted: lower-case words with hyphens. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class WordsTest {

    @Inject
    Reminding reminding;

    @Inject
    World world;

    @Test
    void theContractHasTheWordsOfTheCode() {
        assertThat(words(Contract.schemas().get("RoomStatus"))).isEqualTo(Words.joinAll(RoomStatus.class));
        assertThat(words(Contract.schemas().get("ReminderKind"))).isEqualTo(Words.joinAll(Announcement.Kind.class));
        assertThat(words(Contract.schemas().get("ReminderState"))).isEqualTo(Words.joinAll(SendState.class));
        assertThat(words(Contract.schemas().get("RoomGoods").at("/properties/priceType")))
                .isEqualTo(Words.joinAll(PriceType.class));
        assertThat(words(Contract.schemas().get("ReminderTemplateFields").at("/additionalProperties/properties/room")))
                .isEqualTo(Words.joinAll(RoomField.class) + ", null");
    }

    @Test
    void noEnumOfTheContractHasAnotherForm() {
        assertThat(Contract.schemas().values())
                .flatMap(schema -> schema.findValues("enum"))
                .flatMap(
                        words -> words.valueStream().filter(JsonNode::isTextual).toList())
                .allSatisfy(word -> assertThat(word.asText()).matches("[a-z]+(-[a-z]+)*"));
    }

    /** A room of which viewers are told that it starts soon and that it is on air, with all that is written and sent for it. */
    @Test
    void noConstantIsStoredSentOrCountedByItsName() {
        reminding.clean();
        List<JsonNode> messages = new ArrayList<>();
        List<String> lines = Output.of(() -> {
            long room = reminding.room(Map.of(
                    "start_time",
                    world.clock().instant().getEpochSecond() + 600,
                    "goods",
                    List.of(Map.of("goods_id", 7, "name", "手冲壶", "price", 12900, "price_type", 1))));
            reminding.startsSoon(room, 30);
            String viewer = reminding.person();
            world.sandbox().accept(viewer, Reminding.SOON_TEMPLATE, 1);
            reminding.subscribe(viewer, room);
            reminding.subscribe(viewer, room, "?kind=starting-soon", Reminding.SOON_TEMPLATE);
            reminding.pushed(PushedMessages.followed(viewer, room, world.clock().instant(), "add_follow"));
            reminding.sync();
            reminding.goesOnAir(room);
            List<JsonNode> published = world.takeMessages(Announcement.QUEUE);
            messages.addAll(published);
            published.forEach(message -> world.sendMessage(Announcement.QUEUE, message));
            reminding.deliveries().untilEmpty("reminder-dispatch", Deliveries.How.ONCE, 5);
            List<JsonNode> pages = world.takeMessages(ReminderPage.QUEUE);
            messages.addAll(pages);
            pages.forEach(page -> world.sendMessage(ReminderPage.QUEUE, page));
            reminding.everythingArrives();
        });
        assertThat(messages)
                .extracting(message -> message.path("kind").asText())
                .contains("on-air", "starting-soon");
        Set<String> names = names();
        assertThat(names).contains("ON_AIR", "WAITING", "LIVE", "FIXED");
        assertThat(Stream.of(world.items("rooms"), world.items(ReminderItems.TABLE))
                        .flatMap(List::stream)
                        .flatMap(item -> item.values().stream())
                        .flatMap(WordsTest::texts)
                        .flatMap(text -> Stream.of(text.split("#"))))
                .contains("on-air", "sent", "live", "fixed", "followed", "starts-at")
                .doesNotContainAnyElementsOf(names);
        assertThat(messages)
                .allSatisfy(message ->
                        assertThat(message.valueStream().map(JsonNode::asText)).doesNotContainAnyElementsOf(names));
        assertThat(lines)
                .anyMatch(line -> line.contains("\"kind\":\"on-air\""))
                .anyMatch(line -> line.contains("\"pass\":\"recent\""))
                .filteredOn(line -> line.startsWith("{"))
                .noneMatch(line -> names.stream().anyMatch(name -> line.contains("\"" + name + "\"")));
    }

    private static String words(JsonNode schema) {
        return schema.path("enum").valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private static Stream<String> texts(AttributeValue value) {
        return switch (value.type()) {
            case S -> Stream.of(value.s());
            case M -> value.m().values().stream().flatMap(WordsTest::texts);
            case L -> value.l().stream().flatMap(WordsTest::texts);
            default -> Stream.empty();
        };
    }

    /** The names of all constants of what is deployed. */
    private static Set<String> names() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.kaibo.room", "io.kaibo.reminder", "io.kaibo.message")
                        .stream()
                        .filter(JavaClass::isEnum)
                        .flatMap(type -> type.getEnumConstants().stream())
                        .map(JavaEnumConstant::name)
                        .collect(Collectors.toSet());
    }
}
