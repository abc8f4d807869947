package io.kaibo.coupon.claim;

import io.kaibo.coupon.ClaimTable;
import io.kaibo.http.Problem;
import io.kaibo.http.Viewer;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a viewer's own claims. */
@Singleton
class FindClaims {

    static final int MOST = 50;

    private static final Pattern PLACE = Pattern.compile("C#[A-Za-z0-9_-]{22}#[0-9]{3,4}");

    private final ClaimTable claims;

    FindClaims(ClaimTable claims) {
        this.claims = claims;
    }

    /**
     * A page of them, by coupon.
     *
     * @param next where the last page ended, as it said; null for the first
     */
    ShownClaim.Many find(Viewer viewer, @Nullable String next) {
        ClaimTable.ClaimPage page = claims.findPage(viewer.person(), next == null ? null : decode(next), MOST);
        return new ShownClaim.Many(
                page.claims().stream().map(ShownClaim::of).toList(),
                page.place() == null ? null : encode(page.place()));
    }

    private static String encode(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
    }

    private static String decode(String next) {
        try {
            String place = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.US_ASCII);
            if (PLACE.matcher(place).matches()) {
                return place;
            }
        } catch (IllegalArgumentException e) {
            throw Problem.unreadable("next", "is none that a list gave");
        }
        throw Problem.unreadable("next", "is none that a list gave");
    }
}
