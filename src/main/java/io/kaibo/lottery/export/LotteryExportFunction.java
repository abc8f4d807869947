package io.kaibo.lottery.export;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.kaibo.http.Edge;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryPath;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/**
 * {@code /admin/exports/lotteries}: the list for those who send prizes. It is a POST: it ends the correction of the addresses that it
 * tells, and the audit has each request that is no GET.
 */
@Singleton
public class LotteryExportFunction {

    private static final String NAME = "lottery-export";

    private final ExportPrizes exports;
    private final Router router;

    LotteryExportFunction(ExportPrizes exports, Edge edge) {
        this.exports = exports;
        this.router = edge.createRouter(NAME)
                .forOperators(Role.SHIPPING)
                .post("/admin/exports/lotteries/{lotteryId}", this::export);
    }

    @Funq(NAME)
    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        return router.answer(event);
    }

    private Reply export(Request request) {
        LotteryId id = LotteryPath.read(request);
        return Reply.csv("lottery-" + id + ".csv", PrizeCsv.write(exports.export(id, request.operator())));
    }
}
