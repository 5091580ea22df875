package org.exojvm.core.store;

import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/**
 * What all downloads of a store share.
 *
 * @param slots one permit per model that is fetched at once, first come first served
 */
record FetchTools(
    StoreLimits limits,
    ModelManifests manifests,
    WebDocuments documents,
    Http http,
    IdleWatch watch,
    Retries retries,
    DiskSpace space,
    Semaphore slots,
    ThreadFactory threads) {}
