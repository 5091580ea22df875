package org.exojvm.mlx.process;

import java.util.Set;

/** Which call fits which phase, as {@code Runner} of the engine SPI says. */
final class ChildPhases {

  private ChildPhases() {}

  /** Returns whether a call fits a phase. A runner without a group goes from Idle to loading. */
  static boolean fits(ToChild call, PhaseName phase) {
    return switch (call) {
      case ToChild.Connect() -> phase == PhaseName.IDLE;
      case ToChild.Load() -> Set.of(PhaseName.IDLE, PhaseName.CONNECTED).contains(phase);
      case ToChild.WarmUp() -> phase == PhaseName.LOADED;
      case ToChild.Run _ -> phase == PhaseName.READY;
      case ToChild.Begin _ -> false;
      case ToChild.Cancel _, ToChild.Deliver _, ToChild.Close() -> true;
    };
  }
}
