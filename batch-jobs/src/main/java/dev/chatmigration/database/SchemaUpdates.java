package dev.chatmigration.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Brings the tables to the state that this version needs, before anybody uses the database. Where every migration was applied
 * already, which one query tells, Flyway is not even made, which would take a fifth of a short command's time.
 */
@Component
class SchemaUpdates implements InitializingBean {
    private static final String APPLIED = """
            SELECT "version" FROM "flyway_schema_history" WHERE "success" AND "version" IS NOT NULL
            """;
    private static final String SCRIPTS = "classpath:db/migration/V*__*.sql";

    private final DataSource database;
    private final SpringBatchTables springBatch;
    private final TablesInOneGo inOneGo;

    SchemaUpdates(DataSource database, SpringBatchTables springBatch, TablesInOneGo inOneGo) {
        this.database = database;
        this.springBatch = springBatch;
        this.inOneGo = inOneGo;
    }

    @Override
    public void afterPropertiesSet() {
        if (!applied().containsAll(needed())) {
            Flyway.configure()
                    .dataSource(database)
                    .javaMigrations(springBatch)
                    .callbacks(inOneGo)
                    .load()
                    .migrate();
        }
    }

    /** Empty where there is no such table, or no database: Flyway then makes the one, or says so of the other. */
    private Set<String> applied() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var versions = statement.executeQuery(APPLIED)) {
            Set<String> applied = new HashSet<>();
            while (versions.next()) {
                applied.add(versions.getString(1));
            }
            return applied;
        } catch (SQLException e) {
            return Set.of();
        }
    }

    private Set<String> needed() {
        Set<String> needed = new HashSet<>(Set.of(springBatch.getVersion().toString()));
        scripts().stream()
                .map(script -> Objects.requireNonNull(script.getFilename()))
                .map(name -> name.substring(1, name.indexOf("__")))
                .forEach(needed::add);
        return needed;
    }

    private static List<Resource> scripts() {
        try {
            return List.of(new PathMatchingResourcePatternResolver().getResources(SCRIPTS));
        } catch (IOException e) {
            throw new UncheckedIOException("The scripts of the tables cannot be listed", e);
        }
    }

    /** Has every bean that uses the database wait for its tables; Spring Boot finds it in {@code META-INF/spring.factories}. */
    static final class Detector extends AbstractBeansOfTypeDatabaseInitializerDetector {
        @Override
        protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
            return Set.of(SchemaUpdates.class);
        }
    }
}
