package dev.chatmigration.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.NoticeKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoticeJsonTest {
    @ParameterizedTest
    @MethodSource("dev.chatmigration.notification.NoticeExamples#all")
    void aStoredNoticeIsReadBackAsItWas(Notice notice) {
        assertThat(NoticeJson.read(notice.kind(), NoticeJson.write(notice))).isEqualTo(notice);
    }

    @Test
    void noKindIsLeftOut() {
        assertThat(NoticeExamples.all()).extracting(Notice::kind).containsExactlyInAnyOrder(NoticeKind.values());
    }
}
