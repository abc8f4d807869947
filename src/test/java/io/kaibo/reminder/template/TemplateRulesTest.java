package io.kaibo.reminder.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.message.FieldKind;
import io.kaibo.message.MessageContent;
import io.kaibo.message.Rendered;
import io.kaibo.room.Announcement;
import io.kaibo.room.Room;
import io.kaibo.room.RoomId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fits a field of a template, and how what is too long is cut. */
class TemplateRulesTest {

    /** The same values are held against the rules of the sandbox, which has its own. */
    @ParameterizedTest
    @CsvFileSource(resources = "/vectors/template-fields.csv", delimiter = '|', numLinesToSkip = 1)
    void aValueFitsAsItIsWhereWeChatTakesIt(String field, String value, boolean taken) {
        Optional<String> fitted = FieldKind.find(field).orElseThrow().fit(value);
        assertThat(fitted.filter(value::equals).isPresent()).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thing1            | 一二三四五六七八九十一二三四五六七      | 一二三四五六七八九十一二三四五六七",
                "thing1            | abcdefghijklmnopqrstuvwxyz01234567 | abcdefghijklmnopqrs…",
                "thing1            | 一二三四五六七八九十一二三四五六七八九十 | 一二三四五六七八九十一二三四五六七八九十",
                "thing1            | 一二三四五六七八九十一二三四五六七八九十一 | 一二三四五六七八九十一二三四五六七八九…",
                "thing1            | 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉 |"
                        + " 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉…",
                "name5             | 一二三四五六七八九十一                 | 一二三四五六七八九十",
                "name5             | abcdefghijklmnopqrstuvwxyz         | abcdefghijklmnopqrst",
                "name5             | 张三abcdefghijklmn                   | 张三abcdefgh",
                "name5             | abcdefghij张三                       | abcdefghij",
                "name5             | 𠮷田𠮷田𠮷田𠮷田𠮷田一                      | 𠮷田𠮷田𠮷田𠮷田𠮷田",
                "phrase3           | 直播已经开始                          | 直播已经开",
                "character_string4 | A-100                              | A-100",
                "letter2           | abc                                | abc",
                "time2             | 2026-03-01 20:00                   | 2026-03-01 20:00",
                "time2             | 2026-03-01 20:00~2026-03-01 22:00  | 2026-03-01 20:00~2026-03-01 22:00",
                "date2             | 2026年3月1日                         | 2026年3月1日",
                "amount6           | ¥99.50                             | ¥99.50",
                "number7           | 100                                | 100",
                "phone_number8     | +86-0766-66888866                  | +86-0766-66888866",
                "car_number9       | 粤A8Z888                            | 粤A8Z888",
                "symbol1           | ！！                                | ！！",
            })
    void aValueIsCutToFitItsField(String field, String value, String fitted) {
        assertThat(FieldKind.find(field).orElseThrow().fit(value)).contains(fitted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thing1            | ' '",
                "name5             | 小7",
                "phrase3           | abc",
                "character_string4 | 直播",
                "letter2           | 直播",
                "time2             | 2020-01-18 16:18:49.0",
                "time2             | tonight",
                "amount6           | free",
                "number7           | many",
            })
    void aValueOfTheWrongFormDoesNotFit(String field, String value) {
        assertThat(FieldKind.find(field).orElseThrow().fit(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"thing", "thing123", "enum_text2", "things1", "Thing1", "1", "", "thing-1"})
    void aNameOfNoKnownKindIsNoField(String name) {
        assertThat(FieldKind.find(name)).isEmpty();
    }

    /** The nineteen code points in front of the dots end within it, at each of its code points in turn, and behind it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "👨‍👩‍👧‍👦",
                "👩🏽",
                "🇨🇳",
                "❤️",
                "1️⃣",
                "👩🏾‍🚒",
                "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
                "e\u0301",
                "葛󠄁",
                "\u1100\u1161\u11a8",
                "क्षि"
            })
    void aValueIsNeverCutInsideACharacterAsPeopleSeeIt(String character) {
        int length = character.codePointCount(0, character.length());
        for (int before = 20 - length; before <= 18; before++) {
            assertThat(FieldKind.THING.fit("一".repeat(before) + character + "好好"))
                    .as("%d before it", before)
                    .contains("一".repeat(before) + "…");
        }
        String whole = "一".repeat(19 - length) + character;
        assertThat(FieldKind.THING.fit(whole + "好好")).contains(whole + "…");
    }

    @Test
    void aRowOfFlagsIsCutBetweenTwoOfThem() {
        assertThat(FieldKind.THING.fit("🇨🇳".repeat(11))).contains("🇨🇳".repeat(9) + "…");
        assertThat(FieldKind.THING.fit("一" + "🇨🇳".repeat(11))).contains("一" + "🇨🇳".repeat(9) + "…");
    }

    @Test
    void aCharacterThatIsLongerThanItsFieldIsLeftOut() {
        assertThat(FieldKind.THING.fit("e" + "\u0301".repeat(30))).contains("…");
        assertThat(FieldKind.CHARACTER_STRING.fit("e" + "\u0301".repeat(40))).isEmpty();
    }

    @Test
    void aLineBreakOrAControlCharacterBecomesASpace() {
        assertThat(FieldKind.THING.fit("今晚\n八点\u0007 福利")).contains("今晚 八点 福利");
    }

    @ParameterizedTest
    @CsvSource({
        "thing1,NAME,,",
        "time2,STARTS_AT,,",
        "thing1,STARTS_AT,,",
        "thing3,,直播开始了,",
        "phrase1,,直播中,",
        "time2,NAME,,'cannot hold that: a time has at most 60 characters, a time such as 2026-03-01 20:00'",
        "amount1,NAME,,'cannot hold that: an amount has at most 45 characters, an amount such as ¥19.90'",
        "phrase1,STARTS_AT,,'cannot hold that: a phrase has at most 5 characters, 汉字'",
        "thing1,,,must have either room or text",
        "thing1,NAME,x,must have either room or text",
        "thing1,,一二三四五六七八九十一二三四五六七八九十一,must have a text that fits: a thing has at most 20 characters",
        "phrase1,,abc,'must have a text that fits: a phrase has at most 5 characters, 汉字'",
        "thing1,,\u200b,must have a text that fits: a thing has at most 20 characters",
        "nothing1,NAME,,is no field that a template can have",
    })
    void aFieldIsCheckedWhenItIsConfigured(String field, RoomField room, String text, String wrong) {
        ReminderTemplate template = template(Map.of(field, new RoomSource(room, text)));
        assertThat(template.findFaults()).isEqualTo(wrong == null ? Map.of() : Map.of(field, wrong));
    }

    @Test
    void aTemplateTellsOfTheRoom() {
        ReminderTemplate template = template(Map.of(
                "thing1", new RoomSource(RoomField.NAME, null),
                "name2", new RoomSource(RoomField.ANCHOR_NAME, null),
                "time3", new RoomSource(RoomField.STARTS_AT, null),
                "date4", new RoomSource(RoomField.ENDS_AT, null),
                "thing5", new RoomSource(null, "快来")));
        assertThat(template.render(room("秋日穿搭", "小林")))
                .isEqualTo(new MessageContent(
                        "pages/room?id=wx-7",
                        Map.of(
                                "thing1", "秋日穿搭",
                                "name2", "小林",
                                "time3", "2026-03-01 20:00",
                                "date4", "2026-03-01 22:30",
                                "thing5", "快来")));
    }

    @Test
    void aTemplateNamesTheFieldThatCannotTellOfTheRoom() {
        ReminderTemplate template = template(Map.of("name2", new RoomSource(RoomField.ANCHOR_NAME, null)));
        assertThat(template.render(room("秋日穿搭", "小林7号"))).isEqualTo(new Rendered.DoesNotFit("name2"));
    }

    private static ReminderTemplate template(Map<String, RoomSource> fields) {
        return new ReminderTemplate("t", Announcement.Kind.ON_AIR, "pages/room?id={roomId}", fields);
    }

    private static Room room(String name, String anchor) {
        return new Room(
                new RoomId("wx-7"),
                name,
                anchor,
                null,
                null,
                null,
                102,
                Instant.parse("2026-03-01T12:00:00Z"),
                Instant.parse("2026-03-01T14:30:00Z"),
                false,
                true,
                new Room.Closed(false, false, false, false, false));
    }
}
