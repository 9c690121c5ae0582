package org.sharedstruct.tests;

import org.sharedstruct.SharedStruct;

/** Thirty-six numbers, 288 bytes: long enough for the runtime to copy it in bulk. */
@SharedStruct
public interface Wide extends Twelve {

  /** One of thirty-six. */
  long n13();

  /** One of thirty-six. */
  long n14();

  /** One of thirty-six. */
  long n15();

  /** One of thirty-six. */
  long n16();

  /** One of thirty-six. */
  long n17();

  /** One of thirty-six. */
  long n18();

  /** One of thirty-six. */
  long n19();

  /** One of thirty-six. */
  long n20();

  /** One of thirty-six. */
  long n21();

  /** One of thirty-six. */
  long n22();

  /** One of thirty-six. */
  long n23();

  /** One of thirty-six. */
  long n24();

  /** One of thirty-six. */
  long n25();

  /** One of thirty-six. */
  long n26();

  /** One of thirty-six. */
  long n27();

  /** One of thirty-six. */
  long n28();

  /** One of thirty-six. */
  long n29();

  /** One of thirty-six. */
  long n30();

  /** One of thirty-six. */
  long n31();

  /** One of thirty-six. */
  long n32();

  /** One of thirty-six. */
  long n33();

  /** One of thirty-six. */
  long n34();

  /** One of thirty-six. */
  long n35();

  /** One of thirty-six. */
  long n36();
}
