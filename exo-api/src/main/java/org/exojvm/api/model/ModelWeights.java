package org.exojvm.api.model;

/** How much memory a part of a model's weights takes. Bytes, without overflow. */
public final class ModelWeights {

  private ModelWeights() {}

  /**
   * Returns the weights of some layers: {@code storage * layers / nLayers}, rounded down as the
   * reference does.
   *
   * @param card the model
   * @param layers number of layers held, 0..nLayers
   */
  public static Memory ofLayers(ModelCard card, int layers) {
    // Split so that storage * layers is never formed: it may exceed 64 bits.
    long storage = card.storageSize().inBytes();
    long perLayer = Math.floorDiv(storage, card.nLayers());
    long rest = Math.floorMod(storage, card.nLayers());
    return Memory.ofBytes(perLayer * layers + rest * layers / card.nLayers());
  }

  /**
   * Returns the weights of one slice of every layer, rounded up: the slices together hold the
   * model.
   *
   * @param card the model
   * @param worldSize number of slices, at least 1
   */
  public static Memory ofSlice(ModelCard card, int worldSize) {
    return Memory.ofBytes(Math.ceilDiv(card.storageSize().inBytes(), (long) worldSize));
  }
}
