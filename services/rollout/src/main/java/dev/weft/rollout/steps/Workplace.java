package dev.weft.rollout.steps;

import dev.weft.events.releases.ReleaseLog;
import dev.weft.rollout.checks.ShadowQueries;
import dev.weft.rollout.projecting.ProjectedTopic;
import dev.weft.rollout.projecting.Projectors;
import dev.weft.rollout.projecting.ReleaseProjections;
import dev.weft.vectorstore.VectorStore;

/**
 * What a rollout works with.
 *
 * @param projections the heads of releases, for what is recomputed and asked
 * @param people queries of people; when there are none, stored captions stand in for them
 */
public record Workplace(
        VectorStore store,
        ReleaseLog log,
        Projectors projectors,
        ProjectedTopic topic,
        ReleaseProjections projections,
        ShadowQueries people) {}
