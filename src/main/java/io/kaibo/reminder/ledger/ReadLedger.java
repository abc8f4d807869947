package io.kaibo.reminder.ledger;

import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;

/** Reads for operators what WeChat told: it informs them, and decides no send. */
@Singleton
public class ReadLedger {

    private final LedgerTable ledger;

    ReadLedger(LedgerTable ledger) {
        this.ledger = ledger;
    }

    public TemplateCounts countTemplate(String templateId) {
        return ledger.counts(templateId);
    }

    public LiveCounts countRoom(RoomId room) {
        return ledger.counts(room);
    }
}
