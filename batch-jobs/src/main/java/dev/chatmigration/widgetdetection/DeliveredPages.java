package dev.chatmigration.widgetdetection;

import dev.chatmigration.importing.ImportRecorder;
import dev.chatmigration.importing.PageRecord;
import dev.chatmigration.steps.AllCores;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Pages that come with the feed: each is looked at and booked. */
@Component
class DeliveredPages {
    private final DetectWidgets detect;
    private final ImportRecorder recorder;

    DeliveredPages(DetectWidgets detect, ImportRecorder recorder) {
        this.detect = detect;
        this.recorder = recorder;
    }

    /** Looks at a bundle of pages ahead of its transaction. */
    List<DeliveredPage> look(List<PageRecord> records, long run) {
        List<PageLook> looks = detect.look(AllCores.each(records, DeliveredPage::page), run);
        return IntStream.range(0, records.size())
                .mapToObj(i -> new DeliveredPage(records.get(i), looks.get(i)))
                .toList();
    }

    /** Stores and books in the chunk's transaction. */
    void process(List<DeliveredPage> pages, long run) {
        List<DetectWidgets.Outcome> outcomes =
                detect.store(pages.stream().map(DeliveredPage::look).toList(), run);
        ImportRecorder.Booking booking = recorder.book(run);
        for (int i = 0; i < outcomes.size(); i++) {
            PageRecord page = pages.get(i).record();
            switch (outcomes.get(i)) {
                case UNKNOWN_ACCOUNT -> booking.unknownAccount(page);
                case DIFFERS_FROM_THE_FIRST -> booking.differingDuplicate(page);
                case NOT_UNDERSTOOD -> booking.notUnderstood(page);
                case UNCHANGED -> booking.unchanged(page);
                case STORED -> booking.stored(page);
            }
        }
        booking.write();
    }
}
