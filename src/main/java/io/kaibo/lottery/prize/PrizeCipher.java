package io.kaibo.lottery.prize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.aws.EncryptionKeys;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Seals what a winner gets: addresses under the KMS key {@code lottery-addresses}, codes under {@code lottery-codes}. What was sealed
 * for one lottery, winner or tier opens as no other's. Sealing is one call of KMS, and so is opening; each throws what the SDK
 * throws if KMS does not answer or if this function may not use the key.
 */
@Singleton
public class PrizeCipher {

    private final Seal addresses;
    private final Seal codes;
    private final ObjectMapper json;

    PrizeCipher(EncryptionKeys keys, ObjectMapper json) {
        this.addresses = new Seal(keys.open("lottery-addresses"));
        this.codes = new Seal(keys.open("lottery-codes"));
        this.json = json;
    }

    /** The attribute {@code sealed} of the item {@code ADDRESS#alias}. */
    public byte[] sealAddress(LotteryId lottery, Alias winner, Address address) {
        return addresses.seal(write(address), addressContext(lottery, winner));
    }

    /** @throws BrokenSealException if it is no address of this winner of this lottery */
    public Address openAddress(LotteryId lottery, Alias winner, byte[] sealed) {
        return read(addresses.open(sealed, addressContext(lottery, winner)), Address.class);
    }

    /**
     * The attribute {@code sealed} of the item {@code CODES#nn}.
     *
     * @param tier from 0
     * @param list in the order of the tier's slots
     */
    public byte[] sealCodes(LotteryId lottery, int tier, List<String> list) {
        return codes.seal(write(list), codesContext(lottery, tier));
    }

    /** @throws BrokenSealException if these are no codes of this tier of this lottery */
    public List<String> openCodes(LotteryId lottery, int tier, byte[] sealed) {
        return List.of(read(codes.open(sealed, codesContext(lottery, tier)), String[].class));
    }

    private static Map<String, String> addressContext(LotteryId lottery, Alias winner) {
        return Map.of("purpose", "address", "lottery", lottery.value(), "alias", winner.text());
    }

    private static Map<String, String> codesContext(LotteryId lottery, int tier) {
        return Map.of("purpose", "code", "lottery", lottery.value(), "tier", Integer.toString(tier));
    }

    private byte[] write(Object plain) {
        try {
            return json.writeValueAsBytes(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always written", e);
        }
    }

    /** Without its cause, which may quote what it could not read. */
    private <T> T read(byte[] plain, Class<T> type) {
        try {
            return json.readValue(plain, type);
        } catch (IOException e) {
            throw new BrokenSealException("it has been sealed by another version", null);
        }
    }
}
