package org.exojvm.transport.libp2p.interop;

/** The families of js-libp2p that are in use, with one wire format and two ways to treat it. */
enum Family {
  JS_2(2),
  JS_3(3);

  private final int number;

  Family(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
