package dev.chatmigration;

import dev.chatmigration.settings.MigrationSettings;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Wires the batch system; commands start it only when they need a database. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(MigrationSettings.class)
public class MigrationApplication {}
