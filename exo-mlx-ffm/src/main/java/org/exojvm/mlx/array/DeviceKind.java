package org.exojvm.mlx.array;

/** Kinds of devices, with the numbers of {@code mlx_device_type} in {@code mlx/c/device.h}. */
public enum DeviceKind {
  CPU(0),
  GPU(1);

  private final int number;

  DeviceKind(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
