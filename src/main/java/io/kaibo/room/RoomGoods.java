package io.kaibo.room;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing on a room's shelf.
 *
 * @param page the page of the mini-program that sells it
 * @param priceType what the prices mean
 * @param price in 分
 * @param price2 in 分
 * @param appid the mini-program that sells it, if it is another one
 */
@RegisterForReflection
public record RoomGoods(
        long id,
        String name,
        @Nullable String coverUrl,
        @Nullable String page,
        PriceType priceType,
        long price,
        long price2,
        @Nullable String appid) {

    /** The same for two shelves exactly if they hold the same things in the same order. */
    public static String digest(List<RoomGoods> shelf) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (RoomGoods goods : shelf) {
                out.writeLong(goods.id);
                out.writeUTF(goods.priceType.name());
                out.writeLong(goods.price);
                out.writeLong(goods.price2);
                write(out, goods.name);
                write(out, goods.coverUrl);
                write(out, goods.page);
                write(out, goods.appid);
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With its length before it, so that no two shelves run into the same bytes. */
    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }
}
