package dev.weft.testkit.milvus;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.SearchOption;

/** What {@link UsesMilvus} says, done. */
final class MilvusExtension implements ExecutionCondition, ParameterResolver {

    static final String REQUIRED = "weft.milvus.required";

    private static final System.Logger LOG = System.getLogger(MilvusExtension.class.getName());

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("decided for the class");
        }
        MilvusKind kind = kindFor(context);
        return decide(kind.title(), () -> SharedServers.of(kind));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MilvusServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return SharedServers.of(kindFor(context));
    }

    /** @throws MilvusUnavailableException if servers are required and this one can't be had */
    static ConditionEvaluationResult decide(String title, Runnable start) {
        try {
            start.run();
            return ConditionEvaluationResult.enabled(title);
        } catch (MilvusUnavailableException e) {
            if (Boolean.getBoolean(REQUIRED)) {
                throw e;
            }
            String skipped = "skipped: " + title + ": " + e.getMessage();
            // By the platform's logger, which prints without any logging library: nobody shall take a skipped server
            // for a tested one.
            LOG.log(System.Logger.Level.WARNING, skipped);
            return ConditionEvaluationResult.disabled(skipped);
        }
    }

    private static MilvusKind kindFor(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), UsesMilvus.class, SearchOption.INCLUDE_ENCLOSING_CLASSES)
                .orElseThrow()
                .value();
    }
}
