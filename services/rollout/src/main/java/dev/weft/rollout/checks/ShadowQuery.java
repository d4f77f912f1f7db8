package dev.weft.rollout.checks;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.TenantId;

/** @param feature what the tower says of the query, before any head: so that each release's heads can ask in their own way */
public record ShadowQuery(TenantId tenant, Modality modality, Embedding feature) {}
