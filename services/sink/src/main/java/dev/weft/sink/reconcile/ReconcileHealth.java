package dev.weft.sink.reconcile;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Tells when log and store were last compared, and with what result. Always up: searches work, whatever that was. */
@Readiness
@ApplicationScoped
class ReconcileHealth implements HealthCheck {

    private final Reconciliations reconciliations;

    ReconcileHealth(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("reconciliation").up();
        reconciliations
                .lastEnded()
                .ifPresentOrElse(run -> tell(run, answer), () -> answer.withData("lastResult", "none yet"));
        return answer.build();
    }

    private static void tell(ReconciliationRun run, HealthCheckResponseBuilder answer) {
        run.ending().ifPresent(ending -> {
            answer.withData("lastRun", ending.at().toString()).withData("lastResult", ending.result());
            ending.report().ifPresent(report -> answer.withData("lastWrong", report.wrong()));
            ending.failure().ifPresent(failure -> answer.withData("lastFailure", failure));
        });
    }
}
