package org.exojvm.core.election;

import org.exojvm.api.id.NodeId;

/** Goal: see {@link MastershipContract}. */
class FixedMastershipTest extends MastershipContract {

  @Override
  Mastership.Provider provider() {
    return Mastership.fixed(NodeId.of("m"));
  }
}
