package good;

/** Setting element 1 to 2 looks like a slice of two elements: slices are had by the static twin. */
final class Use {
  private Use() {}

  static void slice(SharedPie.Array shared) {
    shared.raw().slice(1, 2);
    RawPie.Array raw = RawPie.Array.slice(shared.raw(), 1, 2);
    GuardedPie.Array guarded = GuardedPie.Array.slice(shared.guarded(), 1, 2);
  }
}
