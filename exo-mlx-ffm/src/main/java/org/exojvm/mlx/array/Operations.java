package org.exojvm.mlx.array;

/** All operations of a session, by subject. */
record Operations(
    MlxCreate create,
    MlxMath math,
    MlxArithmetic arithmetic,
    MlxLogic logic,
    MlxReduce reduce,
    MlxOrder order,
    MlxShapes shapes,
    MlxParts parts,
    MlxLinear linear,
    MlxQuant quant,
    MlxFast fast,
    MlxRandom random,
    MlxMemory memory,
    MlxFiles files,
    MlxStreams streams,
    MlxCompile compile,
    MlxGroups groups) {

  static Operations of(Session session) {
    MlxStreams streams = new MlxStreams(session);
    return new Operations(
        new MlxCreate(session),
        new MlxMath(session),
        new MlxArithmetic(session),
        new MlxLogic(session),
        new MlxReduce(session),
        new MlxOrder(session),
        new MlxShapes(session),
        new MlxParts(session),
        new MlxLinear(session),
        new MlxQuant(session),
        new MlxFast(session),
        new MlxRandom(session),
        new MlxMemory(session),
        new MlxFiles(session, streams),
        streams,
        new MlxCompile(session),
        new MlxGroups(session, streams));
  }
}
