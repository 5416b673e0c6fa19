package dev.chatmigration.maildispatch;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** How time passes while mails are sent; tests let it pass at their own pace. */
@Component
class Ticker {
    /** Nanoseconds since some moment. */
    long nanos() {
        return System.nanoTime();
    }

    /** Lets that much time pass. */
    void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
