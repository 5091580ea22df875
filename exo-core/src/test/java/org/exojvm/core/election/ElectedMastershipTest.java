package org.exojvm.core.election;

/** Goal: see {@link MastershipContract}. */
class ElectedMastershipTest extends MastershipContract {

  @Override
  Mastership.Provider provider() {
    return Mastership.elected(ElectionConfig.defaults());
  }
}
