package io.kaibo.lottery.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Writes {@link Rules} and {@link FrozenRecord} as bytes, once, and reads them. What is stored, served and hashed are these bytes: a record is
 * never written anew from what was read.
 */
@Singleton
public class RecordBytes {

    private final ObjectMapper json;

    RecordBytes(ObjectMapper json) {
        this.json = json.copy().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    }

    public byte[] write(Rules rules) {
        return bytes(rules);
    }

    public byte[] write(FrozenRecord frozen) {
        return bytes(frozen);
    }

    private byte[] bytes(Object published) {
        try {
            return json.writeValueAsBytes(published);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a record that can be written", e);
        }
    }

    public Rules readRules(byte[] bytes) {
        return read(bytes, Rules.class);
    }

    public FrozenRecord readFrozen(byte[] bytes) {
        return read(bytes, FrozenRecord.class);
    }

    private <T> T read(byte[] bytes, Class<T> type) {
        try {
            return json.readValue(bytes, type);
        } catch (IOException e) {
            throw new IllegalStateException("a published record cannot be read", e);
        }
    }
}
