/**
 * Models on the disk of a node, fetched by HTTP.
 *
 * <ul>
 *   <li>{@link org.exojvm.core.store.ModelStore} is a directory of models; a node is given it as
 *       its {@link org.exojvm.core.node.Downloads.Provider}. {@link
 *       org.exojvm.core.store.StoreLimits} bounds what it takes.
 *   <li>{@link org.exojvm.core.store.ModelManifests} knows the files of a model: {@link
 *       org.exojvm.core.store.HuggingFaceManifests} asks a model hub, {@link
 *       org.exojvm.core.store.ModelManifests#fixed} knows some by heart. It answers with a {@link
 *       org.exojvm.core.store.ModelManifest} of {@link org.exojvm.core.store.RemoteFile}s.
 * </ul>
 *
 * <pre>{@code
 * try (ModelStore store = ModelStore.open(models, HuggingFaceManifests.hub());
 *     ExoNode node =
 *         ExoNode.builder(home).transport(network::join).engine(engine).downloads(store).build()) {
 *   node.start();
 * }
 * }</pre>
 *
 * <p>Inside, one thread keeps the books: commands, progress and ends of downloads are its inputs,
 * reports its outputs. Each download is a virtual thread with one more per file. Files grow in the
 * store's own directory and get their name when they are whole.
 *
 * <p>Threading: public types may be used by any thread.
 */
@NullMarked
package org.exojvm.core.store;

import org.jspecify.annotations.NullMarked;
