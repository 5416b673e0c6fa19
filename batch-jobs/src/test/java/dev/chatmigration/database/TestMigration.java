package dev.chatmigration.database;

import dev.chatmigration.MigrationApplication;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole application on an empty database of its own. */
public final class TestMigration implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private TestMigration(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts the application; settings are given as {@code name=value}. */
    public static TestMigration on(TestDatabase database, String... settings) {
        return on(database.create(), context -> {}, settings);
    }

    /** Starts the application on a database that is there already, with what stands between the two. */
    public static TestMigration on(
            Map<String, String> database,
            ApplicationContextInitializer<ConfigurableApplicationContext> between,
            String... settings) {
        Map<String, Object> properties = new LinkedHashMap<>(database);
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            properties.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new TestMigration(new SpringApplicationBuilder(MigrationApplication.class)
                .initializers(between)
                .run(properties.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new)));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient sql() {
        return bean(JdbcClient.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
