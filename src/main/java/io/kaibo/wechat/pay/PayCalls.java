package io.kaibo.wechat.pay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kaibo.base.FreshClient;
import io.kaibo.wechat.Errmsg;
import io.kaibo.wechat.pay.PayAnswer.Refused;
import io.kaibo.wechat.pay.PayAnswer.Success;
import io.kaibo.wechat.pay.PayAnswer.Unanswered;
import io.kaibo.wechat.pay.PayAnswer.Unreached;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Makes signed calls of WeChat Pay and tells what became of each. A call that could not connect is made at the other address. Nothing else
 * is made again here: every caller has its own way to try later.
 */
@Singleton
class PayCalls {

    private static final Logger LOG = Logger.getLogger(PayCalls.class);

    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,63}");

    private final List<PayAddress> addresses;
    private final PaySignatures signatures;
    private final PayConfig config;

    PayCalls(PayConfig config, MerchantSignatures merchant, PaySignatures signatures, Clock clock) {
        SignRequests signing = new SignRequests(config, merchant, signatures, clock);
        this.addresses = config.endpoints().stream()
                .map(endpoint ->
                        new PayAddress(new FreshClient<>(() -> PayClient.connect(endpoint, signing), clock), clock))
                .toList();
        this.signatures = signatures;
        this.config = config;
    }

    /**
     * @param name names the call in logs
     * @throws IllegalStateException naming the variable if one of the merchant's is not set
     */
    PayAnswer call(String name, Function<PayRest, Response> call) {
        // what is thrown while a request is signed would look as if WeChat Pay did not answer
        config.requireMerchant();
        for (PayAddress address : PayAddress.inOrder(addresses)) {
            try {
                return address.call(call, response -> read(name, response));
            } catch (ProcessingException e) {
                // without its cause: it quotes the address, and in it an openid
                if (!FreshClient.neverConnected(e)) {
                    LOG.warnf("%s had no answer: %s", name, causeOf(e));
                    return new Unanswered();
                }
                address.noteAway();
                LOG.warnf("%s could not connect to one of WeChat Pay's addresses", name);
            }
        }
        return new Unreached();
    }

    /** The class of what went wrong first, which quotes nothing. */
    private static String causeOf(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }

    private PayAnswer read(String name, Response response) {
        byte[] body = Optional.ofNullable(response.readEntity(byte[].class)).orElse(new byte[0]);
        int status = response.getStatus();
        PaySignatures.Headers headers = PaySignatures.Headers.read(response::getHeaderString);
        boolean refused = status >= 400 && status < 500;
        if (!refused && (status < 200 || status >= 300)) {
            return new Unanswered();
        }
        // the front of WeChat Pay refuses some calls without a signature; a success always has one
        boolean unsigned = refused && headers.isEmpty();
        if (!unsigned) {
            Optional<SignatureFault> fault = signatures.check(headers, body);
            if (fault.isPresent()) {
                LOG.warnf("an answer to %s is not one of WeChat Pay's: its %s", name, fault.get());
                return new PayAnswer.Unsigned(fault.get());
            }
        }
        JsonNode json = parse(body);
        if (refused) {
            String code = json.path("code").asText();
            Refused answer =
                    new Refused(status, CODE.matcher(code).matches() ? code : "", Errmsg.format(json.get("message")));
            // that it is no time for calls, or that it does not know us, may be said without a signature; nothing that
            // ends a call may
            return unsigned && PayFailure.of(answer) instanceof PayFailure.Request
                    ? new PayAnswer.Unsigned(SignatureFault.FORM)
                    : answer;
        }
        return body.length == 0 || json.isObject() ? new Success(json) : new Unanswered();
    }

    private static JsonNode parse(byte[] body) {
        try {
            return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
