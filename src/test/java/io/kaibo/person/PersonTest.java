package io.kaibo.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.aws.Secrets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's pseudonym and the key that makes it. */
class PersonTest {

    private static final String HEX = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String BASE64URL = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    private final ObjectMapper json = new ObjectMapper();

    /** printf %s oGZUI0egBJY1zhBYw2KhdUfwVJJE | openssl dgst -sha256 -mac HMAC -macopt hexkey:…: the first 16 bytes. */
    @Test
    void aPseudonymIsTheBeginningOfAnHmac() {
        assertThat(key(HEX).derive("oGZUI0egBJY1zhBYw2KhdUfwVJJE")).isEqualTo(new Person("pzi2j6lZfpj6EAYcmgONww"));
    }

    @Test
    void aKeyMayBeWrittenInHexOrInBase64url() {
        for (String same :
                List.of(HEX, HEX.toUpperCase(java.util.Locale.ROOT), BASE64URL, BASE64URL + "=", BASE64URL + "\n")) {
            assertThat(key(same).derive("o1")).isEqualTo(key(HEX).derive("o1"));
        }
    }

    @Test
    void anotherKeyOrAnotherOpenidIsAnotherPerson() {
        Person person = key(HEX).derive("o1");
        assertThat(person)
                .isNotEqualTo(key(HEX).derive("o2"))
                .isNotEqualTo(key("f" + HEX.substring(1)).derive("o1"));
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(i -> key(HEX).derive("o" + i))
                        .distinct())
                .hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "change-me",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh+",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1g",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"
            })
    void aKeyThatIsNoneStopsTheStartAndIsNotTold(String secret) {
        assertThatThrownBy(() -> key(secret))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the secret person-key must be 32 bytes, in hex or base64url")
                .hasNoCause();
    }

    @Test
    void withoutAKeyNothingStarts() {
        assertThatThrownBy(() -> key(" ")).hasMessage("the secret person-key is empty");
        assertThatThrownBy(() -> new PersonKey(new Secrets(Map.of())))
                .hasMessage("KAIBO_SECRETS_NAMES does not list person-key");
    }

    @Test
    void aPersonIsATextInJson() throws Exception {
        Person person = key(HEX).derive("o1");
        assertThat(json.writeValueAsString(person)).isEqualTo("\"" + person + "\"");
        assertThat(json.readValue("\"" + person + "\"", Person.class)).isEqualTo(person);
        assertThat(Person.parse(person.value())).contains(person);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "oGZUI0egBJY1zhBYw2KhdUfwVJJE",
                "AAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAB",
                "AAAAAAAAAAAAAAAAAAAA+A"
            })
    void whatIsNoPseudonymIsNoPersonAndIsNotTold(String text) {
        assertThat(Person.parse(text)).isEmpty();
        assertThatThrownBy(() -> new Person(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no pseudonym");
    }

    private static PersonKey key(String secret) {
        return new PersonKey(new Secrets(Map.of("person-key", secret)));
    }
}
