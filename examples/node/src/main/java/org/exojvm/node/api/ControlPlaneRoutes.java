package org.exojvm.node.api;

import org.exojvm.node.http.Routes;
import org.exojvm.node.program.NodeAccess;

/**
 * The routes of the control plane: what the cluster is, what is wanted of it, and where it goes.
 *
 * <p>Threading: any thread.
 */
public final class ControlPlaneRoutes {

  private final NodeAccess access;

  /** Creates the routes of a node. */
  public ControlPlaneRoutes(NodeAccess access) {
    this.access = access;
  }

  /** Adds all of them. */
  public void addTo(Routes.Builder routes) {
    Commands commands = new Commands(access.node());
    Cards cards = new Cards(access.catalog());
    new StateRoutes(access.node()).addTo(routes);
    DryRuns dryRuns = new DryRuns(access);
    PreviewList previews = new PreviewList(access, dryRuns);
    new IntentRoutes(access.node(), commands, cards).addTo(routes);
    new PlacementRoutes(commands, cards, dryRuns, previews).addTo(routes);
    new InstanceRoutes(access.node(), commands, cards, dryRuns).addTo(routes);
    new ModelRoutes(cards, access.masterConfig().memory()).addTo(routes);
    new DownloadRoutes(access.node(), commands, cards).addTo(routes);
    new NodeRoutes(commands).addTo(routes);
    new OpenApiRoute().addTo(routes);
  }
}
