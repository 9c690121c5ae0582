/**
 * Structs of one value, for every typecode of Python's {@code array} and {@code multiprocessing.sharedctypes}
 * and the C type that it stands for on 64-bit Linux. What Python writes as {@code Array('f', 2)} is {@code
 * SharedFloat.Array.create(path, 2)}.
 *
 * <table>
 *   <caption>Typecodes, C types, and what they are here</caption>
 *   <tr><th>typecode</th><th>ctypes</th><th>handle</th><th>{@code value()}</th><th>bytes</th></tr>
 *   <tr><td>{@code c}</td><td>{@code c_char}</td><td>{@link SharedChar}</td><td>{@code byte}</td><td>1</td></tr>
 *   <tr><td>{@code u}</td><td>{@code c_wchar}</td><td>{@link SharedWideChar}</td>
 *       <td>{@code int}, a code point</td><td>4</td></tr>
 *   <tr><td>{@code b}</td><td>{@code c_byte}</td><td>{@link SharedByte}</td><td>{@code byte}</td><td>1</td></tr>
 *   <tr><td>{@code B}</td><td>{@code c_ubyte}</td><td>{@link SharedUnsignedByte}</td>
 *       <td>{@code int}, 0 to 255</td><td>1</td></tr>
 *   <tr><td>{@code h}</td><td>{@code c_short}</td><td>{@link SharedShort}</td><td>{@code short}</td><td>2</td></tr>
 *   <tr><td>{@code H}</td><td>{@code c_ushort}</td><td>{@link SharedUnsignedShort}</td>
 *       <td>{@code int}, 0 to 65,535</td><td>2</td></tr>
 *   <tr><td>{@code i}</td><td>{@code c_int}</td><td>{@link SharedInt}</td><td>{@code int}</td><td>4</td></tr>
 *   <tr><td>{@code I}</td><td>{@code c_uint}</td><td>{@link SharedUnsignedInt}</td>
 *       <td>{@code long}, 0 to 4,294,967,295</td><td>4</td></tr>
 *   <tr><td>{@code l}</td><td>{@code c_long}</td><td>{@link SharedLong}</td><td>{@code long}</td><td>8</td></tr>
 *   <tr><td>{@code L}</td><td>{@code c_ulong}</td><td>{@link SharedUnsignedLong}</td>
 *       <td>{@code long}, its bits without a sign</td><td>8</td></tr>
 *   <tr><td>{@code q}</td><td>{@code c_longlong}</td><td>{@link SharedLong}</td><td>{@code long}</td><td>8</td></tr>
 *   <tr><td>{@code Q}</td><td>{@code c_ulonglong}</td><td>{@link SharedUnsignedLong}</td>
 *       <td>{@code long}, its bits without a sign</td><td>8</td></tr>
 *   <tr><td>{@code f}</td><td>{@code c_float}</td><td>{@link SharedFloat}</td><td>{@code float}</td><td>4</td></tr>
 *   <tr><td>{@code d}</td><td>{@code c_double}</td><td>{@link SharedDouble}</td>
 *       <td>{@code double}</td><td>8</td></tr>
 *   <tr><td>none</td><td>{@code c_bool}</td><td>{@link SharedBoolean}</td>
 *       <td>{@code boolean}</td><td>1</td></tr>
 * </table>
 *
 * <p>C's {@code long} and {@code long long} are the same there, and one struct. Where C's {@code long} has four
 * bytes, as on Windows, its struct is {@link SharedInt}. The one of {@code UnsignedLong} is another than that
 * of {@code Long}: a file of the one is not opened as the other.
 *
 * <p>Here belong one-line interfaces, from which the annotation processor makes the rest, and what turns
 * arrays of characters into texts. Structs of several values are for users to write.
 */
package org.sharedstruct.types;
