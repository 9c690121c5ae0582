package org.sharedstruct.tests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What functions for AArch64 do with the words of a region, by the disassembler: loads, stores, fences and calls in
 * the order of the code. A word is known by its offset, which is added to the address of the region shortly before.
 *
 * <p>An access is the instruction and the word, such as {@code ldar LOCK}. {@code ldr} and {@code str} are plain ones
 * of any width. {@code rmw} is a read-modify-write that acquires and releases: one instruction, a loop of {@code
 * ldaxr} and {@code stlxr}, or a call of such a function of the compiler's. An access elsewhere has {@code ?}.
 */
final class ArmAccesses {

  private static final Pattern FUNCTION = Pattern.compile("[0-9a-f]+ <(\\w+)>:");
  private static final Pattern CALLED = Pattern.compile("\\s+[0-9a-f]+:\\s+R_AARCH64_(?:CALL|JUMP)26\\s+(\\S+)");
  private static final Pattern INSTRUCTION = Pattern.compile("\\s+[0-9a-f]+:\\s+([\\w.]+)\\s*([^/]*?)\\s*(?://.*)?");
  private static final Pattern PLACE = Pattern.compile("\\[(\\w+)(?:, #(\\w+))?\\]");
  private static final Pattern OF_COMPILER = Pattern.compile("__aarch64_(cas|swp|ldadd|ldset|ldclr)\\d_acq_rel");
  private static final String FULL_UPDATE = "(cas|swp|ldadd|ldset|ldclr)al";
  private static final String ELSEWHERE = "?";
  private static final int PRESERVED = 19;

  private final Map<Long, String> words;
  private final Map<String, List<String>> functions = new LinkedHashMap<>();

  /** Words of a region by number of register, {@code x3} and {@code w3} being 3. */
  private final Map<String, String> registers = new HashMap<>();
  private Map<String, String> before = Map.of();
  private List<String> accesses = new ArrayList<>();
  private boolean isExclusive;

  private ArmAccesses(Map<Long, String> words) {
    this.words = words;
  }

  /**
   * Reads an object file.
   *
   * @param words names of words by their offsets
   * @return accesses by the names of functions
   */
  static Map<String, List<String>> of(Path object, Map<Long, String> words) throws Exception {
    ArmAccesses accesses = new ArmAccesses(words);
    Tool.run("aarch64-linux-gnu-objdump", "-dr", "--no-show-raw-insn", object).forEach(accesses::read);
    return accesses.functions;
  }

  private void read(String line) {
    Matcher function = FUNCTION.matcher(line);
    Matcher called = CALLED.matcher(line);
    Matcher instruction = INSTRUCTION.matcher(line);
    if (function.matches()) {
      accesses = new ArrayList<>();
      functions.put(function.group(1), accesses);
      registers.clear();
    } else if (called.matches()) {
      nameCall(called.group(1));
    } else if (instruction.matches()) {
      read(instruction.group(1), instruction.group(2).split(",\\s*"), instruction.group(2));
    }
  }

  /** The line behind a call says what is called. */
  private void nameCall(String called) {
    Matcher update = OF_COMPILER.matcher(called);
    accesses.set(accesses.size() - 1, update.matches()
        ? "rmw " + before.getOrDefault(update.group(1).equals("cas") ? "2" : "1", ELSEWHERE)
        : "call " + called);
  }

  private void read(String name, String[] operands, String all) {
    Matcher place = PLACE.matcher(all);
    String target = register(operands[0]);
    if (name.equals("dmb")) {
      accesses.add("dmb " + all);
    } else if (name.equals("bl")) {
      accesses.add("call " + ELSEWHERE);
      before = Map.copyOf(registers);
      registers.keySet().removeIf(register -> Integer.parseInt(register) < PRESERVED);
    } else if (place.find()) {
      access(name, place.group(1), place.group(2));
      registers.remove(target);
    } else if (name.equals("add") && operands.length == 3 && operands[2].startsWith("#")) {
      point(target, operands[1].equals("sp") ? null : words.get(Long.decode(operands[2].substring(1))));
    } else if (name.equals("mov")) {
      point(target, registers.get(register(operands[1])));
    } else if (name.equals("csel")) {
      String first = registers.get(register(operands[1]));
      point(target, first != null ? first : registers.get(register(operands[2])));
    } else if (!name.matches("b|b\\..*|c?bn?z|tbn?z|cmp|ccmp|tst|ret|nop")) {
      registers.remove(target);
    }
  }

  private void access(String name, String base, String offset) {
    if (base.matches("sp|x29")) {
      return;
    }
    String word = offset == null ? registers.get(register(base)) : words.get(Long.decode(offset));
    String found = word == null ? ELSEWHERE : word;
    if (name.equals("ldaxr")) {
      isExclusive = true;
    } else if (name.equals("stlxr") && isExclusive) {
      isExclusive = false;
      accesses.add("rmw " + found);
    } else if (name.matches(FULL_UPDATE)) {
      accesses.add("rmw " + found);
    } else {
      accesses.add(name.replaceFirst("^ld(u?r[hb]?|p)$", "ldr").replaceFirst("^st(u?r[hb]?|p)$", "str") + " " + found);
    }
  }

  private void point(String register, String word) {
    if (word == null || !register.matches("\\d+")) {
      registers.remove(register);
    } else {
      registers.put(register, word);
    }
  }

  private static String register(String operand) {
    return operand.matches("[xw]\\d+") ? operand.substring(1) : operand;
  }
}
