package dev.chatmigration.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.SupportUser;
import dev.chatmigration.domain.notification.Administrators;
import dev.chatmigration.generating.FeedGenerator;
import dev.chatmigration.generating.FeedSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.batch.core.BatchStatus;

class LegacyAccountsTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void administratorsAreTheSameWhereOnlyTheyAreRead(TestDatabase database, @TempDir Path directory) {
        new FeedGenerator(new FeedSize(60, 10, 0, 1), 4).writeTo(directory);
        try (ImportRun imports = new ImportRun(database)) {
            assertThat(imports.run(directory, 1)).isEqualTo(BatchStatus.COMPLETED);
            LegacyAccounts accounts = imports.bean(LegacyAccounts.class);
            List<Long> ids = accounts.idsAfter(0, 100);
            List<Person> others = new ArrayList<>();
            List<LegacyAccount> whole = accounts.withAgents(ids);
            for (LegacyAccount account : whole) {
                long id = account.account().id();
                account.chatAgents().stream().limit(2).forEach(agent -> others.add(Person.ofChat(id, agent.id())));
                account.supportUsers().stream().limit(2).forEach(user -> others.add(Person.ofSupport(id, user.id())));
            }

            List<LegacyAccount> some = accounts.withAdministrators(ids, others);

            assertThat(some).hasSameSizeAs(ids);
            for (int i = 0; i < whole.size(); i++) {
                LegacyAccount all = whole.get(i);
                LegacyAccount few = some.get(i);
                assertThat(few.account()).isEqualTo(all.account());
                assertThat(Administrators.of(few.agents())).isEqualTo(Administrators.of(all.agents()));
                assertThat(few.supportAgents()).isEqualTo(all.supportAgents());
                assertThat(few.agentData()).isEqualTo(all.agentData());
                assertThat(all.chatAgents()).containsAll(few.chatAgents());
                assertThat(all.supportUsers()).containsAll(few.supportUsers());
                assertThat(few.chatAgents())
                        .extracting(ChatAgent::id)
                        .containsAll(all.chatAgents().stream()
                                .limit(2)
                                .map(ChatAgent::id)
                                .toList());
                assertThat(few.supportUsers())
                        .extracting(SupportUser::id)
                        .containsAll(all.supportUsers().stream()
                                .limit(2)
                                .map(SupportUser::id)
                                .toList());
            }
            assertThat(people(some)).isLessThan(people(whole));
        }
    }

    private static int people(List<LegacyAccount> accounts) {
        return accounts.stream()
                .mapToInt(each -> each.chatAgents().size() + each.supportUsers().size())
                .sum();
    }
}
