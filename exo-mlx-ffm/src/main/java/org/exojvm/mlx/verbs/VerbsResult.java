package org.exojvm.mlx.verbs;

import com.google.common.collect.ImmutableList;

/** What the verbs library of this machine knows. */
public sealed interface VerbsResult {

  /** Returns it for people, with a hint where something is missing. */
  String text();

  /**
   * There are devices.
   *
   * @param library the library that was asked
   * @param devices the devices, at least one, in the order of the library
   */
  record Devices(String library, ImmutableList<VerbsDevice> devices) implements VerbsResult {
    @Override
    public String text() {
      return devices.size() + " RDMA devices by " + library;
    }
  }

  /**
   * There are none, and that is an ordinary state of a machine.
   *
   * @param absence why
   * @param detail what the system said
   */
  record Absent(Absence absence, String detail) implements VerbsResult {
    @Override
    public String text() {
      return absence.message() + " (" + detail + "). " + absence.hint();
    }
  }

  /**
   * The question was not answered; asking again may help.
   *
   * @param reason what came of the process that asked
   */
  record Unanswered(String reason) implements VerbsResult {
    @Override
    public String text() {
      return "The probe of the verbs: " + reason + ". JACCL would meet the same driver.";
    }
  }

  /** Why there are no devices. */
  enum Absence {
    /** No library could be loaded. */
    NO_LIBRARY(
        "No verbs library",
        "macOS has librdma since 26.2; on Linux install libibverbs1. Without it use MlxRing."),
    /** The library lacks a function. */
    NO_SYMBOL("The verbs library lacks a function", "Update the system; it is too old for JACCL."),
    /** The library works, the kernel does not offer RDMA: ENOSYS. */
    NO_KERNEL_SUPPORT(
        "The kernel offers no RDMA", "On Linux load ib_uverbs; on a Mac update macOS."),
    /** All works and there is no device. */
    NO_DEVICES(
        "No RDMA device",
        "On a Mac with Thunderbolt 5: start it in recoveryOS, run rdma_ctl enable in a terminal,"
            + " and restart it.");

    private final String message;
    private final String hint;

    Absence(String message, String hint) {
      this.message = message;
      this.hint = hint;
    }

    String message() {
      return message;
    }

    String hint() {
      return hint;
    }
  }
}
