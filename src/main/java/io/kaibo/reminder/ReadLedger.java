package io.kaibo.reminder;

import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;

/** Reads for operators what WeChat told: it informs them, and decides no send. */
@Singleton
class ReadLedger {

    private final LedgerTable ledger;

    ReadLedger(LedgerTable ledger) {
        this.ledger = ledger;
    }

    TemplateCounts ofTemplate(String templateId) {
        return ledger.counts(templateId);
    }

    LiveCounts ofRoom(RoomId room) {
        return ledger.counts(room);
    }
}
