package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chatmigration.database.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

/** Our application, which trusts two certificates, one of them for another host, and what its mail server may show. */
final class CertifiedRelay implements AutoCloseable {
    static final String USER = "chat-upgrade";
    static final String PASSWORD = "s3cret-Passw0rd";
    static final String AUTH_PLAIN = base64(USER + "\0" + USER + "\0" + PASSWORD);

    final SelfSigned trusted;
    final SelfSigned ofAnotherHost;
    final SelfSigned unknown;
    final DispatchBench bench;

    CertifiedRelay(Path data, String... settings) throws Exception {
        trusted = SelfSigned.of("localhost", data);
        ofAnotherHost = SelfSigned.of("elsewhere.example", data);
        unknown = SelfSigned.of("localhost", data);
        Path certificates = Files.writeString(data.resolve("trusted.pem"), trusted.pem() + ofAnotherHost.pem());
        bench = new DispatchBench(
                TestDatabase.H2,
                data,
                Stream.concat(
                                Stream.of(
                                        "spring.mail.host=localhost",
                                        "spring.mail.ssl.bundle=relay",
                                        "spring.ssl.bundle.pem.relay.truststore.certificate=" + certificates.toUri()),
                                Arrays.stream(settings))
                        .toArray(String[]::new));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
    }

    @Override
    public void close() {
        bench.close();
    }
}
