package dev.chatmigration.pagefetching;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The only way from a name to an address: the client connects to what is answered here, so a name that changes its
 * address after it was checked gains nothing. One address that must not be reached spoils the name.
 */
final class GuardedNames implements DnsResolver {
    private final DnsResolver names;
    private final boolean allowPrivate;

    GuardedNames(DnsResolver names, boolean allowPrivate) {
        this.names = names;
        this.allowPrivate = allowPrivate;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (addresses == null || addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : addresses) {
            Optional<String> refusal = SpecialAddresses.refusal(address, allowPrivate);
            if (refusal.isPresent()) {
                throw new AddressRefused(new FetchRefused(
                        Obstacle.FORBIDDEN_TARGET,
                        host + " is at " + address.getHostAddress() + ", " + refusal.get(),
                        SpecialAddresses.isLiftable(address)
                                ? "such pages are fetched with --allow-private only"
                                : "such addresses are never fetched; " + PageFetcher.SAVE_IT));
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** A name that leads where we do not go. */
    static final class AddressRefused extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private final FetchRefused refused;

        AddressRefused(FetchRefused refused) {
            super(refused.getMessage());
            this.refused = refused;
        }

        FetchRefused refused() {
            return refused;
        }
    }
}
