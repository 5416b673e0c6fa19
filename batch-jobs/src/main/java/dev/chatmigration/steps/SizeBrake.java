package dev.chatmigration.steps;

import dev.chatmigration.database.Audit;
import dev.chatmigration.database.Brakes;
import dev.chatmigration.domain.brake.BrakeVerdict;
import dev.chatmigration.domain.brake.DaySize;
import dev.chatmigration.settings.MigrationSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sets a brake where a run is about to do far more than the days before saw. It is asked before anything of the kind is
 * done, and counts what the database says was done, so that a run begun again gets the same answer.
 */
@Component
public class SizeBrake {
    private static final Logger log = LoggerFactory.getLogger(SizeBrake.class);

    private final Brakes brakes;
    private final MigrationSettings.Brake settings;

    SizeBrake(Brakes brakes, MigrationSettings settings) {
        this.brakes = brakes;
        this.settings = settings.brake();
    }

    /** Sets the brake where one of these sizes is far more than usual; answers whether it has. */
    @Transactional
    public boolean stops(String brake, Instant asOf, Sizes... sizes) {
        List<String> reasons = new ArrayList<>();
        for (Sizes each : sizes) {
            long wanted = each.wanted().applyAsLong(asOf);
            if (wanted == 0) {
                continue; // as nearly always, since upgrade runs come every few minutes
            }
            DaySize size = sizeOf(each, wanted, asOf);
            BrakeVerdict verdict = settings.rule(each.measure()).judge(size);
            if (verdict instanceof BrakeVerdict.Stop stop) {
                reasons.add(stop.reason());
                brakes.stopSize(brake, each.measure(), stop.size());
            } else if (verdict instanceof BrakeVerdict.GoOnAsReleased) {
                brakes.useSize(each.measure(), size.day());
            }
        }
        if (reasons.isEmpty()) {
            return false;
        }
        String sentence = String.join(" ", reasons)
                + " Nothing more of it is begun. If it is right, let it go on: ./migrate release --all " + brake
                + " --by WHO --reason WHY";
        log.warn("{}", sentence);
        brakes.set(brake, Audit.BATCH, sentence, asOf);
        return true;
    }

    /** What a day comes to, for a brake that stops for another reason and whose release lets all of it go. */
    public long total(Instant asOf, Sizes sizes) {
        return sizeOf(sizes, sizes.wanted().applyAsLong(asOf), asOf).total();
    }

    private DaySize sizeOf(Sizes sizes, long wanted, Instant asOf) {
        LocalDate day = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        Map<LocalDate, Long> byDay = sizes.byDay()
                .apply(day.minusDays(settings.days())
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
        List<Long> earlierDays = byDay.entrySet().stream()
                .filter(each -> each.getKey().isBefore(day))
                .map(Map.Entry::getValue)
                .toList();
        return new DaySize(
                sizes.measure(),
                day,
                byDay.getOrDefault(day, 0L),
                wanted,
                earlierDays,
                // To count all is dear, and asked for only where no other day tells what is usual.
                earlierDays.isEmpty() ? sizes.whole().getAsLong() : 0,
                brakes.releasedSize(sizes.measure(), day).orElse(null));
    }
}
