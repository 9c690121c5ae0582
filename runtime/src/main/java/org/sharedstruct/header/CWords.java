package org.sharedstruct.header;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words that mean something else to a compiler, so that nothing of ours can be called so. */
final class CWords {

  private static final String C = """
      auto break case char const continue default do double else enum extern float for goto if
      inline int long register restrict return short signed sizeof static struct switch typedef
      union unsigned void volatile while
      alignas alignof bool constexpr false nullptr static_assert thread_local true typeof
      typeof_unqual
      """;

  private static final String CPP = """
      and and_eq asm bitand bitor catch char8_t char16_t char32_t class co_await co_return co_yield
      compl concept const_cast consteval constinit contract_assert decltype delete dynamic_cast
      explicit export friend mutable namespace new noexcept not not_eq operator or or_eq private
      protected public reinterpret_cast requires static_cast template this throw try typeid typename
      using virtual wchar_t xor xor_eq
      """;

  /** Macros of compilers and of common headers; those with parameters do no harm to a member. */
  private static final String MACROS = """
      i386 linux mips sparc unix
      NULL errno EOF stdin stdout stderr BUFSIZ RAND_MAX EXIT_SUCCESS EXIT_FAILURE
      I complex imaginary noreturn NAN INFINITY HUGE_VAL
      st_atime st_mtime st_ctime sa_handler sa_sigaction
      """;

  /** Types: C++ takes a member that is named as one for a change of what the name means. */
  private static final String TYPES = """
      int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intmax_t uintmax_t intptr_t
      uintptr_t size_t ptrdiff_t max_align_t nullptr_t FILE DIR
      int_least8_t int_least16_t int_least32_t int_least64_t
      int_fast8_t int_fast16_t int_fast32_t int_fast64_t
      uint_least8_t uint_least16_t uint_least32_t uint_least64_t
      uint_fast8_t uint_fast16_t uint_fast32_t uint_fast64_t
      """;

  /** What {@code sharedstruct.h} declares for its users, and its own name. */
  private static final String OURS = """
      sharedstruct shs_region shs_options shs_status shs_flags
      """;

  private static final Set<String> ALL = Stream.of(C, CPP, MACROS, TYPES, OURS)
      .flatMap(words -> Stream.of(words.strip().split("\\s+")))
      .collect(Collectors.toUnmodifiableSet());

  /** Macros of {@code stdint.h}. */
  private static final Pattern LIMITS = Pattern.compile(
      "(U?INT(_LEAST|_FAST)?\\d+|U?INTMAX|U?INTPTR|PTRDIFF|SIZE|SIG_ATOMIC|WCHAR|WINT)"
          + "_(MIN|MAX|WIDTH|C)");

  private CWords() {}

  /** Whether a name is one of them. */
  static boolean contains(String name) {
    return ALL.contains(name) || LIMITS.matcher(name).matches();
  }
}
