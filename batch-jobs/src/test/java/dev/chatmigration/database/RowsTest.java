package dev.chatmigration.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.chatmigration.database.Rows.Columns;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class RowsTest {
    private static final Columns<Thing> COLUMNS = Columns.<Thing>of()
            .bigint("id", Thing::id)
            .text("name", Thing::name)
            .integer("size", Thing::size)
            .bool("good", Thing::good)
            .date("night", Thing::night)
            .instant("at", Thing::at);

    private static final String INSERT =
            "INSERT INTO thing (" + COLUMNS.names() + ") SELECT " + COLUMNS.names() + " FROM {rows}";
    private static final String RENAME =
            "MERGE INTO thing t USING (SELECT * FROM {rows}) r ON t.id = r.id WHEN MATCHED THEN UPDATE SET name = r.name";
    private static final String REMOVE_LARGER =
            "DELETE FROM thing t WHERE EXISTS (SELECT 1 FROM {rows} WHERE r.id = t.id) AND t.size > ?";

    private final HikariDataSource dataSource = new HikariDataSource();
    private final JdbcTemplate jdbc;
    private final Rows rows;

    RowsTest(TestDatabase database) {
        Map<String, String> settings = database.create();
        dataSource.setJdbcUrl(settings.get("spring.datasource.url"));
        dataSource.setUsername(settings.get("spring.datasource.username"));
        dataSource.setPassword(settings.get("spring.datasource.password"));
        jdbc = new JdbcTemplate(dataSource);
        rows = new Rows(jdbc, dataSource);
        jdbc.execute("""
                CREATE TABLE thing (id BIGINT PRIMARY KEY, name VARCHAR, size INTEGER, good BOOLEAN, night DATE,
                  at TIMESTAMP WITH TIME ZONE)
                """);
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(new DataSourceTransactionManager(dataSource))
                .executeWithoutResult(status -> work.run());
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void manyWideRowsArriveAsTheyAreAndMayComeAgainInAnotherTransaction() {
        String insert = "INSERT INTO thing (id, name, size, good, night, at)"
                + " SELECT id, name, size, good, night, at FROM {rows}";
        List<Thing> things = LongStream.range(0, 300)
                .mapToObj(id -> new Thing(
                        id,
                        id % 3 == 0 ? null : "\\N \t tab, \n line\r, \\\\ back\\slash, {1,\"2\"} é 😀 " + id,
                        (int) -id,
                        id % 2 == 0,
                        LocalDate.EPOCH.plusDays(id),
                        Instant.ofEpochSecond(id, 123_456_000)))
                .toList();

        inTransaction(() -> rows.load("stage_thing", insert, COLUMNS, things.subList(0, 150)));
        inTransaction(() -> rows.load("stage_thing", insert, COLUMNS, things.subList(150, 300)));

        assertThat(stored(things)).isEqualTo(things);
        jdbc.execute("DELETE FROM thing");
        rows.append("thing", COLUMNS, things.subList(0, 250));
        rows.append("thing", COLUMNS, things.subList(250, 300));
        assertThat(stored(things)).isEqualTo(things);
        assertThatThrownBy(() -> inTransaction(() -> rows.load(
                        "stage_thing",
                        "MERGE INTO thing t USING (SELECT * FROM {rows}) r ON t.id = r.id + 1"
                                + " WHEN MATCHED THEN UPDATE SET name = r.name",
                        COLUMNS,
                        things)))
                .isInstanceOf(IncorrectUpdateSemanticsDataAccessException.class)
                .hasMessageContaining("Expected to change 300 rows, changed 299");
    }

    private List<Thing> stored(List<Thing> things) {
        return rows.query(
                "SELECT t.* FROM thing t JOIN {rows} ON r.id = t.id ORDER BY t.id",
                COLUMNS,
                things,
                (result, row) -> new Thing(
                        result.getLong("id"),
                        result.getString("name"),
                        result.getInt("size"),
                        result.getBoolean("good"),
                        result.getObject("night", LocalDate.class),
                        Instants.read(result, "at")));
    }

    @Test
    void insertsManyRowsWithOneStatementAndCountsThem() {
        List<Thing> things = LongStream.range(0, 1000).mapToObj(RowsTest::thing).toList();

        assertThat(insert(things)).isEqualTo(1000);

        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM thing WHERE name IS NULL", Integer.class))
                .isEqualTo(500);
        assertThat(jdbc.queryForObject("SELECT at FROM thing WHERE id = 7", Instant.class))
                .isEqualTo(Instant.parse("2026-12-01T01:00:07Z"));
    }

    @Test
    void updatesByKeyAndRefusesARowThatIsNotThere() {
        insert(List.of(thing(1), thing(2)));
        rows.updateEach(RENAME, COLUMNS, List.of(thing(1), thing(2)));

        assertThatThrownBy(() -> rows.updateEach(RENAME, COLUMNS, List.of(thing(1), thing(99))))
                .isInstanceOf(IncorrectUpdateSemanticsDataAccessException.class)
                .hasMessageContaining("Expected to change 2 rows, changed 1");
    }

    @Test
    void looksUpManyKeysWithOneQuery() {
        insert(List.of(thing(1), thing(2), thing(3)));

        List<Long> found = rows.query(
                "SELECT t.id FROM thing t JOIN {rows} ON t.id = r.id WHERE t.size > ? ORDER BY t.id",
                Columns.<Long>of().bigint("id", id -> id),
                List.of(1L, 3L, 5L),
                (result, row) -> result.getLong(1),
                1);

        assertThat(found).containsExactly(3L);
    }

    @Test
    void whatGoesInOneTripIsDoneInItsOrderAndCountedOneByOne() {
        inTransaction(() -> rows.inOneTrip(() -> {
            rows.updateEach(INSERT, COLUMNS, List.of(thing(1), thing(2), thing(3)));
            rows.updateSome(REMOVE_LARGER, COLUMNS, List.of(thing(2)), 1);
            rows.updateEach(INSERT, COLUMNS, List.of());
            rows.inOneTrip(() -> rows.updateEach(INSERT, COLUMNS, List.of(thing(2), thing(4))));
        }));

        assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);
        assertThatThrownBy(() -> inTransaction(() -> rows.inOneTrip(() -> {
                    rows.updateEach(INSERT, COLUMNS, List.of(thing(5)));
                    rows.updateEach(RENAME, COLUMNS, List.of(thing(5), thing(6)));
                    rows.updateEach(INSERT, COLUMNS, List.of(thing(7)));
                })))
                .isInstanceOf(IncorrectUpdateSemanticsDataAccessException.class)
                .hasMessageContaining("Expected to change 2 rows, changed 1 with: MERGE INTO thing");
        assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whoeverAsksOnTheWaySeesAllThatWasDoneBefore() {
        inTransaction(() -> rows.inOneTrip(() -> {
            rows.updateEach(INSERT, COLUMNS, List.of(thing(1), thing(2)));
            assertThat(ids(List.of(thing(1), thing(2), thing(3)))).containsExactly(1L, 2L);

            rows.updateEach(INSERT, COLUMNS, List.of(thing(3)));
            assertThat(rows.update(RENAME, COLUMNS, List.of(thing(3), thing(4))))
                    .isEqualTo(1);

            rows.updateEach(INSERT, COLUMNS, List.of(thing(4)));
            rows.append(
                    "thing",
                    COLUMNS,
                    LongStream.range(100, 300).mapToObj(RowsTest::thing).toList());
        }));

        assertThat(ids()).hasSize(204);
    }

    @Test
    void aTripThatFailsLeavesNothingBehindForTheNext() {
        assertThatThrownBy(() -> inTransaction(() -> rows.inOneTrip(() -> {
                    rows.updateEach(INSERT, COLUMNS, List.of(thing(1)));
                    throw new IllegalStateException("on the way");
                })))
                .hasMessage("on the way");

        rows.updateEach(INSERT, COLUMNS, List.of(thing(2)));

        assertThat(ids()).containsExactly(2L);
    }

    private List<Long> ids() {
        return jdbc.queryForList("SELECT id FROM thing ORDER BY id", Long.class);
    }

    private List<Long> ids(List<Thing> things) {
        return rows.query(
                "SELECT t.id FROM thing t JOIN {rows} ON t.id = r.id ORDER BY t.id",
                COLUMNS,
                things,
                (result, row) -> result.getLong(1));
    }

    private int insert(List<Thing> things) {
        return rows.update(INSERT, COLUMNS, things);
    }

    private static Thing thing(long id) {
        return new Thing(
                id,
                id % 2 == 0 ? null : "thing " + id,
                (int) id,
                true,
                LocalDate.of(2026, 12, 1),
                Instant.parse("2026-12-01T01:00:00Z").plusSeconds(id));
    }

    private record Thing(long id, @Nullable String name, int size, boolean good, LocalDate night, Instant at) {}
}
