package dev.chatmigration.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Stands between an application and its database. It notes every place at which the application writes or commits, or
 * something happens at one of them. Where that is the death of the process, nothing that the application asks of its
 * database from then on is answered, and what was not committed is lost.
 */
public final class FailPoints {
    private final @Nullable Point place;
    private final Runnable fault;
    private final boolean deadly;
    private final Map<String, Integer> met = new LinkedHashMap<>();
    private boolean reached;

    private FailPoints(@Nullable Point place, Runnable fault, boolean deadly) {
        this.place = place;
        this.fault = fault;
        this.deadly = deadly;
    }

    /** Notes only. */
    public static FailPoints noting() {
        return new FailPoints(null, () -> {}, false);
    }

    /** Kills at this place. */
    public static FailPoints killingAt(Point point, Runnable death) {
        return new FailPoints(point, death, true);
    }

    /** Does something to what is around the process at this place, once; the process lives on. */
    public static FailPoints disturbingAt(Point point, Runnable fault) {
        return new FailPoints(point, fault, false);
    }

    /** Before or after a write or a commit. */
    public enum Side {
        BEFORE,
        AFTER
    }

    /**
     * A place at which a process may die.
     *
     * @param what the step and the statement, or the step and the last statement that is committed
     * @param time the how many-eth of its kind, from 1
     */
    public record Point(String what, int time, Side side) {
        @Override
        public String toString() {
            return side.name().toLowerCase(Locale.ROOT) + " " + what + (time == 1 ? "" : " (" + time + ")");
        }
    }

    /** What nothing catches who means to go on. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed at a fail point");
        }
    }

    /** Every place met, each before and after: the first of its kind, and the last where there are several. */
    public synchronized List<Point> met() {
        List<Point> points = new ArrayList<>();
        met.forEach((what, times) -> {
            for (Side side : Side.values()) {
                points.add(new Point(what, 1, side));
                if (times > 1) {
                    points.add(new Point(what, times, side));
                }
            }
        });
        return points;
    }

    /** Whether the process came to the place. */
    public synchronized boolean reached() {
        return reached;
    }

    /** Puts itself between an application and its database. */
    public ApplicationContextInitializer<ConfigurableApplicationContext> between() {
        return context -> context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource ? proxy(DataSource.class, new Watched(bean)) : bean;
            }
        });
    }

    private synchronized void requireAlive() {
        if (deadly && reached) {
            throw new Killed();
        }
    }

    private void pass(String what, int time, Side side) {
        if (!new Point(what, time, side).equals(place)) {
            return;
        }
        synchronized (this) {
            reached = true;
        }
        fault.run();
        if (deadly) {
            throw new Killed();
        }
    }

    private synchronized int count(String what) {
        return met.merge(what, 1, Integer::sum);
    }

    private static String step() {
        StepContext step = StepSynchronizationManager.getContext();
        return step == null ? "between steps" : step.getStepExecution().getStepName();
    }

    private static String oneLine(String sql) {
        return sql.strip().replaceAll("\\s+", " ");
    }

    private static boolean isWrite(String sql) {
        String start = sql.strip().toUpperCase(Locale.ROOT);
        return start.startsWith("CREATE")
                || start.startsWith("ALTER")
                || start.startsWith("DROP")
                || start.startsWith("INSERT")
                || start.startsWith("UPDATE")
                || start.startsWith("DELETE")
                || start.startsWith("MERGE");
    }

    private <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FailPoints.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Passes everything on, and watches what comes back. */
    private class Watched implements InvocationHandler {
        private final Object watched;

        Watched(Object watched) {
            this.watched = watched;
        }

        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return pass(method, arguments);
            }
            requireAlive();
            Object result = call(method, arguments);
            // What is asked for by its own type, such as COPY, is no use behind another one.
            return method.getName().equals("unwrap") ? result : wrap(result, arguments);
        }

        @Nullable
        Object call(Method method, Object @Nullable [] arguments) throws Throwable {
            return pass(method, arguments);
        }

        final @Nullable Object pass(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(watched, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        @Nullable
        Object wrap(@Nullable Object result, Object @Nullable [] arguments) {
            return result instanceof Connection connection
                    ? proxy(Connection.class, new WatchedConnection(connection))
                    : result;
        }

        final @Nullable Object at(String what, Method method, Object @Nullable [] arguments) throws Throwable {
            int time = count(what);
            FailPoints.this.pass(what, time, Side.BEFORE);
            Object result = pass(method, arguments);
            FailPoints.this.pass(what, time, Side.AFTER);
            return result;
        }
    }

    private final class WatchedConnection extends Watched {
        private final Connection connection;
        private @Nullable String lastWrite;

        WatchedConnection(Connection connection) {
            super(connection);
            this.connection = connection;
        }

        @Override
        @Nullable
        Object call(Method method, Object @Nullable [] arguments) throws Throwable {
            String write = lastWrite;
            if (!method.getName().equals("commit") || write == null) {
                return super.call(method, arguments);
            }
            lastWrite = null;
            return at(step() + ": COMMIT of " + write, method, arguments);
        }

        @Override
        @Nullable
        Object wrap(@Nullable Object result, Object @Nullable [] arguments) {
            if (result instanceof PreparedStatement statement && arguments != null) {
                return proxy(
                        PreparedStatement.class,
                        new WatchedStatement(statement, this, oneLine(String.valueOf(arguments[0]))));
            }
            return result instanceof Statement statement
                    ? proxy(Statement.class, new WatchedStatement(statement, this, null))
                    : result;
        }

        void wrote(String sql) throws java.sql.SQLException {
            if (!connection.getAutoCommit()) {
                lastWrite = sql;
            }
        }
    }

    private final class WatchedStatement extends Watched {
        private final WatchedConnection connection;
        private final @Nullable String prepared;

        WatchedStatement(Statement statement, WatchedConnection connection, @Nullable String prepared) {
            super(statement);
            this.connection = connection;
            this.prepared = prepared;
        }

        @Override
        @Nullable
        Object call(Method method, Object @Nullable [] arguments) throws Throwable {
            String sql = prepared;
            if (sql == null && arguments != null && arguments[0] instanceof String given) {
                sql = oneLine(given);
            }
            if (sql == null || !method.getName().startsWith("execute") || !isWrite(sql)) {
                return super.call(method, arguments);
            }
            connection.wrote(sql);
            return at(step() + ": " + sql, method, arguments);
        }
    }
}
