package dev.weft.media.fetch;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * All addresses with the same first bits.
 *
 * @param prefix 4 or 16 bytes, owned by this value
 */
@SuppressWarnings("ArrayRecordComponent") // never exposed or compared
record AddressBlock(byte[] prefix, int bits) {

    /** @param text such as {@code 10.0.0.0/8} */
    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        return new AddressBlock(
                InetAddress.ofLiteral(text.substring(0, slash)).getAddress(),
                Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(byte[] address) {
        int whole = bits / 8;
        int rest = 8 - bits % 8;
        return address.length == prefix.length
                && Arrays.equals(address, 0, whole, prefix, 0, whole)
                && (rest == 8 || (address[whole] & 0xff) >> rest == (prefix[whole] & 0xff) >> rest);
    }
}
