package org.exojvm.core.process;

import org.exojvm.api.id.InstanceId;

/**
 * The last search of a placement for an intent.
 *
 * @param basis what it was made from
 * @param instanceId id set aside for the instance; tells the answer of this search from others
 * @param sinceTick tick at which it was started
 * @param inFlight whether the answer is outstanding; otherwise it was a refusal
 */
public record IntentSearch(
    SearchBasis basis, InstanceId instanceId, long sinceTick, boolean inFlight) {

  IntentSearch refused() {
    return new IntentSearch(basis, instanceId, sinceTick, false);
  }
}
