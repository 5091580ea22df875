package org.exojvm.placement.explain;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multimaps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.placement.explain.Knob.Kind;
import org.exojvm.placement.explain.Relaxation.Both;

/**
 * Looks for the mildest setting of each knob that makes the request fit, and for pairs of knobs
 * neither of which does so alone. What is offered has been placed.
 */
final class RelaxationSearch {

  /** Most relaxations offered. More would hide the good ones. */
  static final int MAX_OFFERED = 5;

  /** Most of one kind, such as required nodes that could be dropped. */
  static final int MAX_PER_KIND = 2;

  /** Most pairs offered, and most tried. */
  static final int MAX_PAIRS_OFFERED = 3;

  static final int MAX_PAIRS_TRIED = 100;

  private final PlacementRequest request;
  private final Trials trials;

  RelaxationSearch(PlacementRequest request, Trials trials) {
    this.request = request;
    this.trials = trials;
  }

  /**
   * Returns changes of the wishes and nodes that return; where no single one helps, pairs of them;
   * then memory that would have to be found; where that does not help either, pairs of anything.
   */
  ImmutableList<Relaxation> cheapest(ImmutableList<Knob> knobs) {
    ImmutableList<Knob> cheap = knobs.stream().filter(Knob::isCheap).collect(toImmutableList());
    List<Relaxation> offered = new ArrayList<>(singles(cheap));
    if (offered.isEmpty()) {
      offered.addAll(pairs(cheap));
    }
    if (offered.size() < MAX_OFFERED) {
      offered.addAll(
          singles(knobs.stream().filter(knob -> !knob.isCheap()).collect(toImmutableList())));
    }
    return offered.isEmpty()
        ? pairs(knobs)
        : offered.stream().limit(MAX_OFFERED).collect(toImmutableList());
  }

  private List<Relaxation> singles(ImmutableList<Knob> knobs) {
    List<Relaxation> singles = new ArrayList<>();
    var byKind = Multimaps.<Kind, Knob>newListMultimap(new TreeMap<>(), ArrayList::new);
    knobs.forEach(knob -> byKind.put(knob.kind(), knob));
    for (Collection<Knob> ofKind : byKind.asMap().values()) {
      if (singles.size() < MAX_OFFERED) {
        singles.addAll(mildestOf(ofKind));
      }
    }
    return singles;
  }

  /** Of several nodes that could free memory, those that need to free least. */
  private List<Relaxation> mildestOf(Collection<Knob> ofKind) {
    record Found(int setting, Relaxation relaxation) {}
    List<Found> found = new ArrayList<>();
    for (Knob knob : ofKind) {
      mildest(knob, UnaryOperator.identity())
          .ifPresent(one -> found.add(new Found(knob.settings().indexOf(one), one)));
    }
    return found.stream()
        .sorted(Comparator.comparingInt(Found::setting))
        .limit(MAX_PER_KIND)
        .map(Found::relaxation)
        .toList();
  }

  private ImmutableList<Relaxation> pairs(ImmutableList<Knob> knobs) {
    List<Relaxation> offered = new ArrayList<>();
    int tried = 0;
    for (int second = 1; second < knobs.size(); second++) {
      for (int first = 0; first < second; first++) {
        if (offered.size() == MAX_PAIRS_OFFERED || ++tried > MAX_PAIRS_TRIED) {
          return ImmutableList.copyOf(offered);
        }
        pair(knobs.get(first), knobs.get(second)).ifPresent(offered::add);
      }
    }
    return ImmutableList.copyOf(offered);
  }

  /** Turns the dearer knob back as far as possible, then the other. */
  private Optional<Relaxation> pair(Knob first, Knob second) {
    if (!trials.places(new Both(first.strongest(), second.strongest()).apply(request))) {
      return Optional.empty();
    }
    return mildest(second, setting -> new Both(first.strongest(), setting))
        .flatMap(dearer -> mildest(first, setting -> new Both(setting, ((Both) dearer).second())));
  }

  /**
   * Returns the mildest setting that fits, if the strongest or one in between does.
   *
   * @param whole what a setting is part of
   */
  private Optional<Relaxation> mildest(Knob knob, UnaryOperator<Relaxation> whole) {
    int fits = someThatFits(knob, whole);
    if (fits < 0) {
      return Optional.empty();
    }
    int tooMild = -1;
    while (fits - tooMild > 1) {
      int middle = (fits + tooMild) >>> 1;
      if (fits(whole.apply(knob.settings().get(middle)))) {
        fits = middle;
      } else {
        tooMild = middle;
      }
    }
    return Optional.of(whole.apply(knob.settings().get(fits)));
  }

  /** A great deal of memory on one node may leave the others with too few layers. */
  private int someThatFits(Knob knob, UnaryOperator<Relaxation> whole) {
    int last = knob.settings().size() - 1;
    return IntStream.of(last, last * 3 / 4, last / 2, last / 4)
        .distinct()
        .filter(setting -> fits(whole.apply(knob.settings().get(setting))))
        .findFirst()
        .orElse(-1);
  }

  private boolean fits(Relaxation relaxation) {
    return trials.places(relaxation.apply(request));
  }
}
